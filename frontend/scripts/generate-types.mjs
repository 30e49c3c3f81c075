// Writes the types of what goes over the wire, from the two documents that the server's sources make:
//
//   ../docs/asyncapi.json    →  src/lib/protocol/<protocol>.generated.ts   events of Socket.IO, one file a protocol
//   ../docs/openapi-v2.json  →  src/lib/api/v2.generated.ts                the REST interface
//
// `npm run types` runs it, before checks and builds. It needs Node and these documents, nothing of Python.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import openapiTS, { astToString } from 'openapi-typescript';

const FRONTEND = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const DOCS = resolve(FRONTEND, '../docs');
const SCHEMAS = '#/components/schemas/';

/**
 * The documents and what is in them; the server's tests hold their form.
 * @typedef {any} Json
 */

/** @param {string} source */
function banner(source) {
	return `/* eslint-disable */\n// Made from ${source} by \`npm run types\`. Not to be edited.\n`;
}

/**
 * The name of a type in TypeScript: what clients say has a prefix, since the server says things of the same names.
 * @param {string} key `<protocol>.<client or server>.<type>`
 */
function typeName(key) {
	const [, side, name] = key.split('.');
	return side === 'client' ? `Client${name}` : `${name}`;
}

/** What json-schema-to-typescript adds to each comment. */
const NOISE = /( \*\n)? \* This interface was referenced by .*\n \* via the `definition` .*\n/g;

/**
 * A schema as json-schema-to-typescript wants it, with references to its definitions.
 * @param {Json} value
 * @returns {Json}
 */
function rewritten(value) {
	if (Array.isArray(value)) return value.map(rewritten);
	if (value === null || typeof value !== 'object') return value;
	// An attachment of an event, as browsers get it.
	if (value.contentMediaType === 'application/octet-stream') return { tsType: 'ArrayBuffer' };
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) =>
			name === '$ref' && typeof inner === 'string'
				? [name, `#/definitions/${typeName(inner.slice(SCHEMAS.length))}`]
				: [name, rewritten(inner)]
		)
	);
}

/**
 * The messages of an operation by event; an event may have several.
 * @param {Json} document
 * @param {string} operation
 * @returns {Map<string, Json[]>}
 */
function byEvent(document, operation) {
	const events = new Map();
	for (const { $ref } of document.operations[operation].messages) {
		const message = document.components.messages[$ref.split('/').at(-1)];
		events.set(message.name, [...(events.get(message.name) ?? []), message]);
	}
	return events;
}

/**
 * The schema of an object with the arguments of all events that have one, by event.
 * @param {Map<string, Json[]>} events
 * @param {string} title
 * @param {string} description
 * @returns {Json}
 */
function payloads(events, title, description) {
	/** @type {Json} */
	const properties = {};
	for (const [event, messages] of events) {
		const given = messages.flatMap((message) => (message.payload ? [rewritten(message.payload)] : []));
		if (given.length > 0) properties[event] = given.length > 1 ? { anyOf: given } : { ...given[0] };
	}
	return { title, description, type: 'object', properties, required: Object.keys(properties) };
}

/**
 * An interface of functions, as socket.io-client takes it.
 * @param {Map<string, Json[]>} events
 * @param {string} title
 * @param {string} payloadsTitle
 * @param {string[]} last parameters after the payload
 */
function functions(events, title, payloadsTitle, last) {
	const lines = [...events].map(([event, messages]) => {
		const mark = messages.some((message) => message['x-argument'] === 'optional') ? '?' : '';
		const given = messages.some((message) => message.payload) ? [`payload${mark}: ${payloadsTitle}['${event}']`] : [];
		const about = messages.map((message) => message.description ?? message.summary).join('\n\n');
		const comment = about.replaceAll('*/', '*\\/').replaceAll('\n', '\n\t * ').replaceAll(/ +$/gm, '');
		const name = /^\w+$/.test(event) ? event : `'${event}'`;
		return `\t/**\n\t * ${comment}\n\t */\n\t${name}: (${[...given, ...last].join(', ')}) => void;`;
	});
	return `export interface ${title} {\n${lines.join('\n')}\n}\n`;
}

/**
 * The types of one protocol: an interface for each payload, and what `Socket<…ServerEvents, …ClientEvents>` of
 * socket.io-client takes.
 * @param {Json} document
 * @param {string} protocol
 */
export async function protocolTypes(document, protocol) {
	const title = protocol.charAt(0).toUpperCase() + protocol.slice(1);
	const told = byEvent(document, `${protocol}.tell`);
	const said = byEvent(document, `${protocol}.hear`);
	const [server, client] = [`${title}ServerPayloads`, `${title}ClientPayloads`];
	/** @type {Json} */
	const definitions = { [client]: payloads(said, client, 'What clients say, by event.') };
	for (const [key, schema] of Object.entries(document.components.schemas)) {
		if (key.startsWith(`${protocol}.`)) {
			definitions[typeName(key)] = { ...rewritten(schema), title: typeName(key) };
		}
	}
	const interfaces = await compile(
		{ ...payloads(told, server, 'What the server says, by event.'), definitions },
		server,
		{
			additionalProperties: false,
			unreachableDefinitions: true,
			bannerComment: '',
			style: { useTabs: true, singleQuote: true, printWidth: 120 }
		}
	);
	return [
		banner('docs/asyncapi.json'),
		interfaces.replaceAll(NOISE, ''),
		functions(told, `${title}ServerEvents`, server, []),
		functions(said, `${title}ClientEvents`, client, ['done?: () => void'])
	].join('\n');
}

/**
 * The types of the REST interface, as openapi-fetch takes them.
 * @param {Json} document
 */
export async function apiTypes(document) {
	return banner('docs/openapi-v2.json') + '\n' + astToString(await openapiTS(document));
}

/**
 * The protocols that a document describes.
 * @param {Json} document
 */
export function protocols(document) {
	return Object.keys(document.channels).filter((channel) => !channel.endsWith('.root'));
}

/** @param {string} name */
async function read(name) {
	return JSON.parse(await readFile(resolve(DOCS, name), 'utf8'));
}

/**
 * Write a file, but leave it alone where nothing changed, so that nobody who watches it starts anew.
 * @param {string} path
 * @param {string} text
 */
async function write(path, text) {
	const target = resolve(FRONTEND, 'src/lib', path);
	if ((await readFile(target, 'utf8').catch(() => null)) === text) return;
	await mkdir(dirname(target), { recursive: true });
	await writeFile(target, text);
}

async function main() {
	const events = await read('asyncapi.json');
	for (const protocol of protocols(events)) {
		await write(`protocol/${protocol}.generated.ts`, await protocolTypes(events, protocol));
	}
	await write('api/v2.generated.ts', await apiTypes(await read('openapi-v2.json')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
