/** Where the list of an answer is, and what is said when it is nowhere. */
import { rowId, rowName } from '../../engine/editor/lists';
import { rowsOf } from '../../engine/item/decode';

const rows = [{ id: 1 }, { id: 2 }];

test.each([
	['at its path', 'contacts', { contacts: rows, total: 2 }],
	['bare', 'contacts', rows],
	['in {success, data}', 'contacts', { success: true, data: rows }],
	['in {status, data}', 'contacts', { status: 'success', data: { contacts: rows } }],
	['without the envelope', 'data.users', { users: rows }],
	['as the whole data', 'data.users', { success: true, data: rows }],
	['in an answer that is the list', undefined, rows],
	['next to its paging', undefined, { contacts: rows, total: 2, next_cursor: 'x' }],
])('a list is found %s', (_where, at, body) => {
	expect(rowsOf({ kind: 'items', at }, body)).toEqual(rows);
});

test.each([
	['contacts', {}],
	['contacts', undefined],
	['contacts', { contacts: null, success: true }],
	['contacts', { total: 0, offset: 0 }],
	['data.users', { data: [] }],
	['data.users', { data: {} }],
	[undefined, {}],
	[undefined, { success: true, contacts: [] }],
])('a list is empty: %s of %j', (at, body) => {
	expect(rowsOf({ kind: 'items', at }, body)).toEqual([]);
});

test.each([
	[{ people: rows, total: 2 }, 'only "people", "total"'],
	[{ success: true }, 'only "success"'],
	[{ status: 'success', data: { people: rows } }, 'only "status", "data"'],
	['OK', 'but is text'],
	[1, 'but is 1'],
])('a list that is missing is an error that shows what is there: %j', (body, has) => {
	expect(() => rowsOf({ kind: 'items', at: 'contacts' }, body)).toThrow(
		`The answer has no "contacts", ${has}`,
	);
	expect(() => rowsOf({ kind: 'entries', at: 'contacts', key: 'id' }, body)).toThrow(has);
});

test('an object without paging stays one row', () => {
	const group = { id: 'g', participants: [1, 2] };
	expect(rowsOf({ kind: 'items' }, group)).toEqual([group]);
});

test('an ID and a name are found under the names that providers use', () => {
	for (const name of ['id', 'jid', 'group_jid', 'value'])
		expect(rowId({ other: 'x', [name]: 'a@g.us' })).toBe('a@g.us');
	for (const name of ['name', 'subject', 'push_name', 'pushname', 'notify'])
		expect(rowName({ other: 'x', [name]: 'Team' })).toBe('Team');
	expect(rowId({ id: 'a', jid: 'b' }, 'jid')).toBe('b');
	expect(rowName({ id: 'a' })).toBe('');
});
