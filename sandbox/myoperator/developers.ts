import { silentMp3 } from '../core/files';
import { unix } from '../core/times';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { durationOf } from './callEvents';
import { MYOPERATOR_DEMO } from './demo';
import { developersError } from './envelopes';
import type { Call, Context, User } from './state';
import { clock } from './times';

function ok(fields: Dict): Answer {
	return { status: 200, body: { status: 'success', code: 200, ...fields } };
}

/** Parameters come in the query, in a form or in JSON. */
function parametersOf(request: SandboxRequest): Dict {
	return { ...request.query, ...asDict(request.body) };
}

function count(value: unknown, otherwise: number): number {
	const number = Number(asText(value));
	return asText(value) !== '' && Number.isFinite(number) ? number : otherwise;
}

export function listUsers(request: SandboxRequest, context: Context): Answer {
	const { query } = request;
	const keyword = asText(query.keyword).toLowerCase();
	const found = [...context.state.users.values()].filter((user) =>
		[user.name, user.email ?? '', user.contact_number, user.extension].some((text) =>
			text.toLowerCase().includes(keyword),
		),
	);
	const all = asText(query._all) === '1';
	const size = all ? Math.max(1, found.length) : count(query['page-size'], 20);
	const page = all ? 1 : count(query.page, 1);
	const link = (number: number): string =>
		`${context.url('developers')}${request.path}?page=${number}&page-size=${size}`;
	return ok({
		page_size: size,
		total_user: found.length,
		data: found.slice((page - 1) * size, page * size),
		next_page: page * size < found.length ? link(page + 1) : '',
		prev_page: page > 1 ? link(page - 1) : '',
	});
}

export function createUser(request: SandboxRequest, context: Context): Answer {
	const fields = parametersOf(request);
	const missing = ['name', 'contact_number', 'country_code', 'extension'].find(
		(name) => asText(fields[name]) === '',
	);
	if (missing !== undefined) return developersError(400, `${missing} is required`);
	const number = internationalNumber(fields.country_code, fields.contact_number);
	const { users } = context.state;
	if ([...users.values()].some((user) => user.contact_number === number)) {
		return developersError(400, 'contact number already exists');
	}
	if ([...users.values()].some((user) => user.extension === asText(fields.extension))) {
		return developersError(400, 'extension already exists');
	}
	const user: User = {
		user_id: context.ids.hex(16),
		uuid: context.ids.hex(16),
		company_id: MYOPERATOR_DEMO.companyId,
		name: asText(fields.name),
		email: asText(fields.email) || null,
		extension: asText(fields.extension),
		contact_number: number,
		contact_type: asText(fields.contact_type) || 'Mobile',
		alternate_number: alternateOf(fields),
		alternate_contact_type: null,
		role_id: '8',
		is_active: '1',
		is_enabled: asText(fields.panel_access) === '2' ? '0' : '1',
		is_available: asText(fields.receive_calls) === '2' ? 0 : 1,
	};
	users.set(user.uuid, user);
	return ok({ message: 'user added successfully', uuid: user.uuid });
}

/** Only what was sent changes. */
export function updateUser(request: SandboxRequest, context: Context): Answer {
	const fields = parametersOf(request);
	const user = context.state.users.get(asText(fields.uuid));
	if (!user) return developersError(404, 'user not found');
	if ('name' in fields) user.name = asText(fields.name);
	if ('email' in fields) user.email = asText(fields.email) || null;
	if ('extension' in fields) user.extension = asText(fields.extension);
	if ('contact_type' in fields) user.contact_type = asText(fields.contact_type);
	if ('contact_number' in fields) {
		user.contact_number = internationalNumber(fields.country_code ?? '91', fields.contact_number);
	}
	if ('alternate_contact_number' in fields) user.alternate_number = alternateOf(fields);
	if ('panel_access' in fields) user.is_enabled = asText(fields.panel_access) === '2' ? '0' : '1';
	if ('receive_calls' in fields) user.is_available = asText(fields.receive_calls) === '2' ? 0 : 1;
	return ok({ message: 'user updated successfully' });
}

function internationalNumber(countryCode: unknown, number: unknown): string {
	return `+${asText(countryCode).replace(/^\+/, '')}${asText(number)}`;
}

function alternateOf(fields: Dict): string | null {
	const number = asText(fields.alternate_contact_number);
	return number === '' ? null : internationalNumber(fields.alternate_cc ?? '91', number);
}

/** Some names have stray blanks, as at the provider. */
const FILTERS = [
	['1', 'Source of logs', '0'],
	['2', 'Myoperator IVR', '1'],
	['3', 'Mobile', '1'],
	['4', 'Event of logs', '0'],
	['5', 'Incoming', '4'],
	['6', 'Outgoing', '4'],
	['7', ' Type of logs ', '0'],
	['8', 'Call', '7'],
	['9', 'SMS', '7'],
	['11', 'Status of logs', '0'],
	['12', 'Connected', '11'],
	['13', 'Missed', '11'],
	['14', 'Voicemail', '11'],
] as const;

export function listFilters(): Answer {
	return ok({ filters: FILTERS.map(([id, name, parent_id]) => ({ id, name, parent_id })) });
}

const PASSES: Readonly<Record<string, (call: Call) => boolean>> = {
	'2': () => true,
	'3': () => false,
	'5': (call) => call.direction === 'incoming',
	'6': (call) => call.direction === 'outgoing',
	'8': () => true,
	'9': () => false,
	'12': (call) => call.status === 'bridged',
	'13': (call) => call.status === 'missed',
	'14': (call) => call.status === 'voicemail',
};

/**
 * Evaluates `12 AND (5 OR 6)`; AND binds closer than OR. Undefined when it cannot be read, or names a
 * filter that is only a heading.
 */
function parseFilters(text: string): ((call: Call) => boolean) | undefined {
	const tokens = text.match(/\d+|AND|OR|[()]|[^\s()]+/gi) ?? [];
	let position = 0;
	const take = (word: string): boolean => {
		if (tokens[position]?.toUpperCase() !== word) return false;
		position += 1;
		return true;
	};
	const single = (): ((call: Call) => boolean) | undefined => {
		if (take('(')) {
			const inner = either();
			return take(')') ? inner : undefined;
		}
		const pass = PASSES[tokens[position] ?? ''];
		position += 1;
		return pass;
	};
	const chain = (word: string, part: typeof single, join: 'every' | 'some') => {
		const parts = [part()];
		while (take(word)) parts.push(part());
		const known = parts.filter((one) => one !== undefined);
		if (known.length < parts.length) return undefined;
		return (call: Call): boolean => known[join]((one) => one(call));
	};
	const both = (): ReturnType<typeof single> => chain('AND', single, 'every');
	const either = (): ReturnType<typeof single> => chain('OR', both, 'some');
	const parsed = either();
	return position === tokens.length ? parsed : undefined;
}

export function searchLogs(request: SandboxRequest, context: Context): Answer {
	const fields = parametersOf(request);
	const from = count(fields.from, 0);
	const to = count(fields.to, Infinity);
	const key = asText(fields.search_key).toLowerCase();
	const chosen = asText(fields.filters);
	const passes = chosen.trim() === '' ? () => true : parseFilters(chosen);
	if (!passes) return developersError(400, 'invalid filters');
	const found = [...context.state.calls.values()]
		.filter((call) => call.ended_at !== null)
		.filter((call) => unix(call.started_at) >= from && unix(call.started_at) <= to)
		.filter((call) => key === '' || searchText(call).includes(key))
		.filter((call) => passes(call))
		.reverse();
	const start = count(fields.log_from, 0);
	const size = count(fields.page_size, 20);
	return ok({
		data: {
			total: found.length,
			hits: found.slice(start, start + size).map((call) => ({ _source: logOf(call, context) })),
		},
	});
}

function searchText(call: Call): string {
	const agents = call.legs.map((leg) => leg.agent?.name ?? '');
	return [call.customer_number, call.id, ...agents].join(' ').toLowerCase();
}

function logOf(call: Call, context: Context): Dict {
	const ended = call.ended_at ?? context.now();
	const statuses = { bridged: 1, missed: 2, voicemail: 3 };
	return {
		id: call.id,
		company_id: MYOPERATOR_DEMO.companyId,
		caller_number_raw: call.customer_number.slice(-10),
		caller_number: call.customer_number,
		start_time: unix(call.started_at),
		end_time: unix(ended),
		duration: clock(durationOf(call)),
		event: call.direction === 'incoming' ? 1 : 2,
		status: statuses[call.status],
		filename: call.recording_filename,
		fileurl: '',
		department_name: '',
		log_details: call.legs
			.filter((leg) => leg.type === 'agent')
			.map((leg) => ({
				_ds: leg.dial_status,
				action: leg.result === 'answered' ? 'received' : 'missed',
				duration: clock(leg.talk_duration ?? 0),
				start_time: unix(leg.started_at),
				received_by: leg.agent ? [{ name: leg.agent.name, extension: leg.agent.extension }] : [],
			})),
	};
}

const RECORDING_FRAMES = 40;

/** A link to about a second of silence, served by the sandbox itself. */
export function getRecordingLink(request: SandboxRequest, context: Context): Answer {
	const file = asText(request.query.file);
	const { calls, recordings } = context.state;
	if (![...calls.values()].some((call) => file !== '' && call.recording_filename === file)) {
		return developersError(404, 'no voice file found');
	}
	let url = recordings.get(file);
	if (url === undefined) {
		const bytes = silentMp3(RECORDING_FRAMES);
		url = context.files.add({ name: file, mimeType: 'audio/mpeg', bytes });
		recordings.set(file, url);
	}
	return ok({ url });
}
