/** Pictures on their way to the server. */

import { uploadPicture, type Picture } from '#lib/quiz/editor/asking.ts';

export const ACCEPTED = 'image/png,image/jpeg,image/gif,image/webp';

/** The first picture among what was dropped or pasted. */
export function pictureIn(data: DataTransfer | null): File | null {
	const files = data ? [...data.files] : [];
	return files.find((file) => file.type.startsWith('image/')) ?? null;
}

/** One place for a picture: what is being sent there, and what went wrong. */
export class Upload {
	busy = $state(false);
	failed = $state.raw<unknown>(null);

	/** Send a picture; null if that did not work, and `failed` says why. */
	async send(file: File): Promise<Picture | null> {
		this.busy = true;
		this.failed = null;
		try {
			return await uploadPicture(file, file.name || 'picture');
		} catch (error) {
			this.failed = error;
			return null;
		} finally {
			this.busy = false;
		}
	}
}
