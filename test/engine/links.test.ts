/** Which addresses a provider on the internet can't reach. */
import { isLocal } from '../../engine/links';

test.each([
	'http://localhost:5678',
	'http://127.0.0.1:5678/rest',
	'http://[::1]:5678',
	'http://0.0.0.0:5678',
	'http://10.1.2.3',
	'http://192.168.178.20:5678',
	'http://172.16.0.9',
	'http://172.31.255.1',
	'http://169.254.1.1',
	'http://100.64.0.7',
	'http://[fd12:3456::1]',
	'http://[fe80::1]',
	'http://[::ffff:10.0.0.1]',
	'http://n8n:5678',
	'http://n8n.local',
	'http://n8n.internal:5678',
])('only here: %s', (url) => {
	expect(isLocal(url)).toBe(true);
});

test.each([
	'https://n8n.example.com',
	'http://8.8.8.8',
	'http://172.32.0.1',
	'http://100.128.0.1',
	'http://11.0.0.1',
	'http://[2001:db8::1]',
	'http://[::ffff:8.8.8.8]',
	'https://local.example.com',
])('reachable: %s', (url) => {
	expect(isLocal(url)).toBe(false);
});
