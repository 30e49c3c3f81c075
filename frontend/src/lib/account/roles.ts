/** What people may do in a workspace, in words. */

import type { Schemas } from '#lib/api/client.ts';
import { m } from '#lib/paraglide/messages.js';

export type Role = Schemas['Membership']['role'];

export const ROLES: readonly Role[] = ['owner', 'teacher', 'viewer'];

const NAMES: Record<Role, () => string> = {
	owner: m.host_role_owner,
	teacher: m.host_role_teacher,
	viewer: m.host_role_viewer
};

/** The name of a role. */
export function roleName(role: Role): string {
	return NAMES[role]();
}
