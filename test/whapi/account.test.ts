/** What is special about Whapi.Cloud's account, contacts, calls and settings, through n8n's own engine. */
import { byId } from '../harness/n8n';
import { whapiBench } from './setup';

const bench = whapiBench();

test('a number without WhatsApp is an answer, not an error', async () => {
	bench.server.script(({ path }) => ({ status: path.endsWith('919876543210') ? 200 : 404 }));
	const contact = byId('={{ $json.phone }}');
	const { items } = await bench.run('contact.exists', { contact }, [
		{ json: { phone: '+91 98765 43210' } },
		{ json: { phone: '+91 98765 43211' } },
	]);
	expect(bench.server.got.map(({ method }) => method)).toEqual(['HEAD', 'HEAD']);
	expect(items.map(({ json }) => json)).toEqual([{ exists: true }, { exists: false }]);
});

test('linked IDs of several numbers come as one item each', async () => {
	bench.server.script(() => ({
		json: { '919876543210': { lid: '204871236598412@lid' }, '15550100123': { lid: '1@lid' } },
	}));
	const { items } = await bench.run('contact.getManyLids', {
		contacts: ['+91 98765 43210', '+1 555 010 0123'],
	});
	expect(bench.server.got[0]?.query.get('ContactIDList')).toBe('919876543210,15550100123');
	expect(items.map(({ json }) => json)).toContainEqual({
		contact_id: '919876543210',
		lid: '204871236598412@lid',
	});
	expect(items).toHaveLength(2);
});

test('the login QR code comes as a file', async () => {
	bench.server.script(() => ({ text: 'png', headers: { 'content-type': 'image/png' } }));
	const { items } = await bench.run('account.getLoginQrImage', { binaryProperty: 'qr' });
	expect(items[0]?.json).toMatchObject({ fileName: 'login-qr.png', mimeType: 'image/png' });
	expect(items[0]?.binary?.qr).toMatchObject({ fileName: 'login-qr.png' });
});

test('a channel without limits says so', async () => {
	bench.server.script(() => ({ status: 204 }));
	const { items } = await bench.run('account.getLimits', {});
	expect(items[0]?.json).toEqual({ unlimited: true });
});

test('blocked numbers, a bare list, come as one item each, up to the limit', async () => {
	bench.server.script(() => ({ json: ['919876543210', '15550100123', '15550100124'] }));
	const { items } = await bench.run('blocklist.getMany', { returnAll: false, limit: 2 });
	expect(items.map(({ json }) => json)).toEqual([
		{ contact_id: '919876543210' },
		{ contact_id: '15550100123' },
	]);
});

test('settings take webhooks from rows, with events and headers', async () => {
	await bench.run('settings.update', {
		updateFields: {
			backoffDelay: 3000,
			autoDownload: ['image'],
			webhooks: {
				entry: [
					{
						url: 'https://hooks.example.com/whapi',
						mode: 'body',
						events: ['messages.post', 'statuses.put'],
						headers: { entry: [{ name: 'X-Webhook-Secret', value: 'b7d1' }] },
					},
				],
			},
		},
	});
	expect(bench.server.got[0]).toMatchObject({ method: 'PATCH', path: '/settings' });
	expect(bench.server.got[0]?.json()).toEqual({
		callback_backoff_delay_ms: 3000,
		media: { auto_download: ['image'] },
		webhooks: [
			{
				url: 'https://hooks.example.com/whapi',
				mode: 'body',
				events: [
					{ type: 'messages', method: 'post' },
					{ type: 'statuses', method: 'put' },
				],
				headers: { 'X-Webhook-Secret': 'b7d1' },
			},
		],
	});
});

test('rejecting a call is a DELETE with a body', async () => {
	bench.server.script(() => ({ json: { success: true } }));
	await bench.run('call.reject', { callId: 'A1B2C3', callFrom: '+91 98765 43210' });
	expect(bench.server.got[0]).toMatchObject({ method: 'DELETE', path: '/calls/A1B2C3' });
	expect(bench.server.got[0]?.json()).toEqual({ callFrom: '919876543210' });
});
