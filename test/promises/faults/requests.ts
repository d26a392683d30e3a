/** Reads once, and refuses what is wrong before anything is sent. */
import type { Fault } from '../fault';

const tests = ['test/engine/requests.test.ts'];

export const REQUESTS: Fault[] = [
	{
		promise: 'Each parameter is read once for an item',
		file: 'engine/item/collect.ts',
		find: 'if (!isShown(field, values)) continue;\n\t\tplace(',
		replace:
			'if (!isShown(field, values)) continue;\n\t\tif (isEmpty(read(field.name, field.default)) && !field.required) continue;\n\t\tplace(',
		tests,
	},
	{
		promise: 'Only the fields of the chosen operation and mode are read',
		file: 'engine/item/collect.ts',
		find: 'if (!isShown(field, values)) continue;',
		replace: '',
		tests,
	},
	{
		promise: 'Empty optional values are not sent',
		file: 'engine/item/convert.ts',
		find: "if (raw === undefined || raw === null || raw === '') return undefined;\n\tif (typeof raw === 'string') return raw;",
		replace:
			"if (raw === undefined || raw === null) return undefined;\n\tif (typeof raw === 'string') return raw;",
		tests,
	},
	{
		promise: 'Values in a path are URL-encoded',
		file: 'engine/item/collect.ts',
		find: 'parts.path.replace(`{${name}}`, encodeURIComponent(String(value)))',
		replace: 'parts.path.replace(`{${name}}`, String(value))',
		tests,
	},
	{
		promise: 'A number that is no complete phone number is refused before sending',
		file: 'engine/define/phone/parse.ts',
		find: "if (!isNational && 'sure' in verdict && verdict.sure) return verdict;",
		replace: "if ('sure' in verdict) return verdict;",
		tests: [...tests, 'test/engine/phone.test.ts'],
	},
	{
		promise: 'A number that is too short or too long for its country is refused before sending',
		file: 'engine/define/phone/numbers.ts',
		find: 'if (lengths.includes(length) && !isCut && !isExtended)',
		replace: 'if (lengths.length)',
		tests: ['test/engine/phone.test.ts'],
	},
	{
		promise: 'Numbers that WhatsApp writes otherwise than the numbering plan pass as they are',
		file: 'engine/define/phone/numbers.ts',
		find: '/^521[2-9]\\d{9}$/,',
		replace: '',
		tests: ['test/engine/phone.test.ts'],
	},
	{
		promise: 'The default country reads numbers without country code',
		file: 'engine/define/phone/parse.ts',
		find: 'if (country) return inCountry(digits, country);',
		replace: '',
		tests: ['test/engine/phone.test.ts'],
	},
	{
		promise: 'A linked ID is never taken for a phone number',
		file: 'engine/define/phone/written.ts',
		find: 'if (/@(?:lid|hosted\\.lid)$/i.test(text))',
		replace: 'if (text.length > 99)',
		tests: ['test/engine/phone.test.ts'],
	},
	{
		promise: 'An empty template variable is refused before sending',
		file: 'engine/define/templateText.ts',
		find: "if (text === '')",
		replace: "if (text === '-')",
		tests: ['test/engine/values.test.ts'],
	},
	{
		promise: 'An ID that came as a rounded number is refused before sending',
		file: 'engine/item/convert.ts',
		find: 'if (Number.isInteger(value) && !Number.isSafeInteger(value))',
		replace: 'if (Number.isNaN(value))',
		tests: ['test/engine/values.test.ts'],
	},
	{
		promise: 'A file of unknown type has the type of its extension',
		file: 'engine/files/types.ts',
		find: 'if (UNKNOWN.test(plain)) continue;',
		replace: 'if (!plain) continue;',
		tests: ['test/engine/values.test.ts'],
	},
	{
		promise: 'A link to a page that shows a file is refused before sending',
		file: 'engine/define/sources.ts',
		find: 'if (PAGES.test(text))',
		replace: 'if (!text)',
		tests: ['test/engine/values.test.ts'],
	},
	{
		promise: 'Broken JSON is refused before sending',
		file: 'engine/item/convert.ts',
		find: 'if (value instanceof Error)\n\t\tthrow new WrongValue(`this is not valid JSON',
		replace:
			"if (value instanceof Error && !raw.startsWith('{'))\n\t\tthrow new WrongValue(`this is not valid JSON",
		tests,
	},
	{
		promise: 'A file that is missing is refused before sending, with the name of the field',
		file: 'engine/files/outgoing.ts',
		find: '\t\t\tlabel,\n\t\t\tthere.length',
		replace: '\t\t\tundefined,\n\t\t\tthere.length',
		tests,
	},
	{
		promise: 'A field that this choice forbids is refused before sending',
		file: 'engine/item/collect.ts',
		find: 'operation.check?.(values);',
		replace: '',
		tests: ['test/twochat/quirks.test.ts', 'test/myoperator/behaviour.test.ts'],
	},
	{
		promise: 'The error of a wrong value names the parameter',
		file: 'engine/define/values.ts',
		find: 'super(parameter && !message.includes(parameter) ? `${parameter}: ${message}` : message);',
		replace: 'super(message);',
		tests,
	},
	{
		promise: 'A link to a file of n8n works for an hour',
		file: 'engine/files/links.ts',
		find: "const VALID_FOR = '1h';",
		replace: "const VALID_FOR = '10h';",
		tests: ['test/engine/links.test.ts'],
	},
	{
		promise: 'MyOperator: the other address of the developer API is tried once and remembered',
		file: 'engine/http/session.ts',
		find: 'if (baseUrl(session, key) !== used) return true;',
		replace: '',
		tests: ['test/myoperator/developerHost.test.ts'],
	},
	{
		promise: 'MyOperator: a failure code inside HTTP 200 is a failure',
		file: 'nodes/MyOperator/provider.ts',
		find: "FAILURE_CODE.test(code ?? '');",
		replace: 'false;',
		tests: ['test/myoperator/developerHost.test.ts'],
	},
	{
		promise: 'MyOperator: call logs are read as a list and as hits',
		file: 'nodes/MyOperator/provider.ts',
		find: "return Array.isArray(at(data, 'hits')) ? at(data, 'hits') : data;",
		replace: 'return data;',
		tests: ['test/myoperator/developerHost.test.ts'],
	},
	{
		promise: 'MyOperator: a contact search compares with several values',
		file: 'nodes/MyOperator/shapes/contactSearch.ts',
		find: 'if (Array.isArray(several)) return',
		replace: 'if (false && Array.isArray(several)) return',
		tests: ['test/myoperator/contactSearch.test.ts'],
	},
];
