import { readFileSync } from 'node:fs';
import type { Socket } from 'socket.io-client';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type {
	HostState,
	PlayerState,
	QuizClientEvents,
	QuizClientPayloads,
	QuizServerEvents,
	ShownQuestion
} from '../src/lib/protocol/quiz.generated';
import type { paths } from '../src/lib/api/v2.generated';
import { protocols, protocolTypes } from '../scripts/generate-types.mjs';

const document = JSON.parse(readFileSync(new URL('../../docs/asyncapi.json', import.meta.url), 'utf8'));

describe('types of a protocol', () => {
	test('name every event of both directions', async () => {
		for (const protocol of protocols(document)) {
			const types = await protocolTypes(document, protocol);
			for (const [operation, title] of [
				['tell', 'ServerEvents'],
				['hear', 'ClientEvents']
			] as const) {
				const events = types.slice(types.indexOf(`${title} {`)).split('\n}\n')[0];
				for (const { $ref } of document.operations[`${protocol}.${operation}`].messages) {
					const { name } = document.components.messages[$ref.split('/').at(-1)];
					expect(events).toContain(name.includes('-') ? `\t'${name}': (` : `\t${name}: (`);
				}
			}
		}
	});

	test('end no comment early, whatever a description says', async () => {
		const channel = { operations: { 'a.tell': { messages: [{ $ref: '#/a.b' }] }, 'a.hear': { messages: [] } } };
		const messages = { 'a.b': { name: 'b', summary: 'Ends */ here.', 'x-argument': 'none' } };
		const types = await protocolTypes({ ...channel, components: { messages, schemas: {} } }, 'a');
		expect(types).toContain('Ends *\\/ here.');
	});

	test('fit the sockets of socket.io-client', () => {
		type Quiz = Socket<QuizServerEvents, QuizClientEvents>;
		expectTypeOf<Parameters<QuizServerEvents['game_state']>>().toEqualTypeOf<[payload: PlayerState | HostState]>();
		expectTypeOf<Parameters<QuizServerEvents['kick']>>().toEqualTypeOf<[]>();
		expectTypeOf<QuizClientPayloads['set_question_number']>().toExtend<number | { question_number: number }>();
		expectTypeOf<Parameters<Quiz['on']>[0]>().toExtend<string>();
	});

	test('tell what is always there from what may be missing', () => {
		expectTypeOf<ShownQuestion['image']>().toEqualTypeOf<string | null>();
		expectTypeOf<ShownQuestion['points']>().toEqualTypeOf<number | undefined>();
		expectTypeOf<HostState['role']>().toEqualTypeOf<'host'>();
	});

	test('of the REST interface know the session', () => {
		expectTypeOf<paths>().toHaveProperty('/api/v2/session');
	});
});
