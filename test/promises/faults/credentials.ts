/** Secrets are sent only to their own provider. */
import type { Fault } from '../fault';

const tests = ['test/engine/requests.test.ts'];
const SIGNING = ['test/credentials/signing.test.ts'];

export const CREDENTIALS: Fault[] = [
	{
		promise: 'A secret does not appear in the explanation of an error',
		file: 'engine/http/failure.ts',
		find: 'description: redact(description, secrets),',
		replace: 'description,',
		tests,
	},
	{
		promise: 'A secret does not appear in an error that is not about an answer',
		file: 'engine/http/failure.ts',
		find: 'redact(message ?? String(error), secrets)',
		replace: 'message ?? String(error)',
		tests,
	},
	{
		promise: 'A list of the editor that fails does not show a secret',
		file: 'engine/editor/lists.ts',
		find: 'provider, secrets });',
		replace: 'provider, secrets: [] });',
		tests: ['test/engine/secrets.test.ts'],
	},
	{
		promise: 'A redirect is not followed: it would send twice, and the key to a stranger',
		file: 'engine/http/attempt.ts',
		find: 'disableFollowRedirect: true',
		replace: 'disableFollowRedirect: false',
		tests: ['test/engine/retry.test.ts'],
	},
	{
		promise: 'A file behind a link is fetched without the credential',
		file: 'engine/files/incoming.ts',
		find: 'open: true,',
		replace: 'open: false,',
		tests: ['test/engine/answers.test.ts'],
		only: 'behind a link',
	},
	{
		promise: 'No look-alike address gets the secret',
		file: 'engine/http/signing.ts',
		find: "['/', '?'].some((next) => url.startsWith(base + next));",
		replace: 'url.startsWith(base);',
		tests: SIGNING,
	},
	{
		promise: 'A whole address that overrides the base URL gets no secret',
		file: 'engine/http/signing.ts',
		find: 'const url = isWhole || !options.baseURL ? uri :',
		replace: 'const url = !options.baseURL ? uri :',
		tests: SIGNING,
	},
	{
		promise: 'Wapio and Whapi.Cloud: the address is checked before signing',
		file: 'engine/http/signing.ts',
		find: 'if (!isUnder(baseOf(credentials.baseUrl, standard), options)) refuseStranger();',
		replace: '',
		tests: SIGNING,
	},
	{
		promise: 'MyOperator: only its own base URLs get a secret',
		file: 'credentials/MessagingMyOperatorApi.credentials.ts',
		find: 'return refuseStranger();',
		replace: 'return signWhatsapp(credentials, options);',
		tests: SIGNING,
	},
	{
		promise: '2Chat: only its own base URLs get the secret',
		file: 'credentials/MessagingTwoChatApi.credentials.ts',
		find: 'if (!bases.some((base) => isUnder(base, options))) refuseStranger();',
		replace: '',
		tests: SIGNING,
	},
	{
		promise: 'Wapio: only its own base URL gets the secret',
		file: 'credentials/MessagingWapioApi.credentials.ts',
		find: "bearer(BASE_URL, 'Token');",
		replace: "bearer('https://', 'Token');",
		tests: SIGNING,
	},
	{
		promise: 'Whapi.Cloud: only its own base URL gets the secret',
		file: 'credentials/MessagingWhapiApi.credentials.ts',
		find: "bearer(BASE_URL, 'Channel Token');",
		replace: "bearer('https://', 'Channel Token');",
		tests: SIGNING,
	},
	{
		promise: 'MyOperator: each host gets its own secrets and never those of another',
		file: 'credentials/MessagingMyOperatorApi.credentials.ts',
		find: "if (under('callsBaseUrl', CALLS_URL)) return signCall(credentials, options);",
		replace: "if (under('callsBaseUrl', CALLS_URL)) return signWhatsapp(credentials, options);",
		tests: ['test/myoperator/behaviour.test.ts'],
	},
];
