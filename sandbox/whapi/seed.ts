import { createHash } from 'node:crypto';
import { SMALL_PNG } from '../core/files';
import type { Ids } from '../core/ids';
import { unix } from '../core/times';
import type { Dict } from '../core/types';
import {
	WHAPI_CALL,
	WHAPI_COLLECTION,
	WHAPI_GROUP,
	WHAPI_MEDIA,
	WHAPI_MESSAGE,
	WHAPI_NEWSLETTER,
	WHAPI_ORDER,
	WHAPI_OWN_NAME,
	WHAPI_OWN_NUMBER,
	WHAPI_PERSON,
} from './demo';
import type { Chat, Contact, Group, Message, Newsletter, WhapiState } from './state';

/** The id of the chat with a person. */
export const personChat = (digits: string): string => `${digits}@s.whatsapp.net`;

/** Settings of a new channel: no webhooks. */
export const defaultSettings = (): Dict & { webhooks: Dict[] } => ({
	callback_backoff_delay_ms: 3000,
	max_callback_backoff_delay_ms: 900000,
	callback_persist: true,
	media: { auto_download: ['image', 'document'], init_avatars: false },
	webhooks: [],
	proxy: '',
	mobile_proxy: '',
	offline_mode: false,
	full_history: false,
});

/** A chat as lists show it. */
export const newChat = (
	id: string,
	type: Chat['type'],
	name: string | undefined,
	timestamp: number,
): Chat => ({
	id,
	...(name === undefined ? {} : { name }),
	type,
	timestamp,
	pin: false,
	mute: false,
	mute_until: 0,
	archive: false,
	unread: 0,
	unread_mention: false,
	read_only: false,
	not_spam: true,
});

export const newContact = (id: string, name: string, saved = true): Contact => ({
	id,
	name,
	pushname: name,
	is_business: false,
	saved,
});

/** A group with the own number as its creator. */
export const newGroup = (
	id: string,
	name: string,
	members: string[],
	inviteCode: string,
	timestamp: number,
): Group => ({
	...newChat(id, 'group', name, timestamp),
	name,
	type: 'group',
	name_at: timestamp,
	description: '',
	participants: [
		{ id: WHAPI_OWN_NUMBER, rank: 'creator' as const },
		...members.map((member) => ({ id: member, rank: 'member' as const })),
	],
	participants_count: members.length + 1,
	created_at: timestamp,
	created_by: WHAPI_OWN_NUMBER,
	restricted: false,
	announcements: false,
	adminAddMemberMode: false,
	is_parent: false,
	is_default_subgroup: false,
	ephemeral: 0,
	invite_code: inviteCode,
});

export const newNewsletter = (
	id: string,
	name: string,
	role: Newsletter['role'],
	inviteCode: string,
	timestamp: number,
): Newsletter => ({
	...newChat(id, 'newsletter', name, timestamp),
	name,
	type: 'newsletter',
	name_at: timestamp,
	description: '',
	subscribers_count: role === 'owner' ? 1 : 120,
	created_at: timestamp,
	invite_code: inviteCode,
	verification: false,
	role,
});

const product = (id: string, name: string, price: number): Dict & { id: string } => ({
	id,
	name,
	description: `${name}, paperback`,
	price,
	currency: 'INR',
	images: [`https://media.example.com/products/${id}.jpg`],
	availability: 'in stock',
	product_retailer_id: `book-${id.slice(-4)}`,
	url: `https://shop.example.com/books/${id}`,
	is_hidden: false,
});

/** Three contacts, three chats, a group with someone asking to join, two channels, a small shop. */
export function createState({ now }: { ids: Ids; now: Date }): WhapiState {
	const time = unix(now);
	const people: Array<[string, string]> = [
		[WHAPI_PERSON, 'Asha Rao'],
		['15550100123', 'Ben Carter'],
		['15550100145', 'Carla Gomez'],
	];
	const group = newGroup(
		WHAPI_GROUP,
		'Reading circle',
		[WHAPI_PERSON, '15550100123'],
		'HjT4kLmN8pQr2StV6wXy1z',
		time,
	);
	const newsletter = newNewsletter(
		WHAPI_NEWSLETTER,
		'Riverside news',
		'owner',
		'0029VaBcD1eFgH2iJkLmN3oP',
		time,
	);
	const other = newNewsletter(
		'120363111122223333@newsletter',
		'City library',
		'guest',
		'0029VaQrS4tUvW5xYzAbC6dE',
		time,
	);
	const chats = [
		newChat(personChat(WHAPI_PERSON), 'contact', 'Asha Rao', time),
		newChat(personChat('15550100123'), 'contact', 'Ben Carter', time - 60),
		newChat(group.id, 'group', group.name, time - 120),
	];
	const products = [
		product('7482910364518273', 'The River', 349),
		product('7482910364518274', 'Sandbanks', 299),
	];
	const ownText = (chatId: string, fields: Dict): Message => ({
		id: WHAPI_MESSAGE,
		from_me: true,
		type: 'text',
		chat_id: chatId,
		timestamp: time - 600,
		source: 'mobile',
		status: 'read',
		from: WHAPI_OWN_NUMBER,
		from_name: WHAPI_OWN_NAME,
		...fields,
	});
	const message = ownText(personChat(WHAPI_PERSON), { text: { body: 'Shall we deliver today?' } });
	const story = ownText('stories', {
		type: 'story',
		subtype: 'text',
		text: { body: 'Open until eight tonight' },
	});
	const picture = {
		id: WHAPI_MEDIA,
		mime_type: 'image/png',
		file_size: SMALL_PNG.length,
		file_name: 'cover.png',
		sha256: createHash('sha256').update(SMALL_PNG).digest('base64'),
		timestamp: time - 600,
		bytes: SMALL_PNG,
	};
	const call = {
		id: WHAPI_CALL,
		chat_id: personChat(WHAPI_PERSON),
		status: 'ringing',
		from: WHAPI_PERSON,
		timestamp: time,
	};
	const byId = <T extends { id: string }>(rows: T[]): Map<string, T> =>
		new Map(rows.map((row) => [row.id, row]));
	return {
		messages: byId([message]),
		stories: byId([story]),
		chats: byId(chats),
		contacts: byId(people.map(([id, name]) => newContact(id, name))),
		groups: byId([group]),
		applications: new Map([
			[
				group.id,
				[
					{
						chatId: personChat('919876512340'),
						request_method: 'invite_link',
						timestamp: time - 30,
					},
				],
			],
		]),
		icons: new Map([[group.id, SMALL_PNG]]),
		newsletters: byId([newsletter, other]),
		media: byId([picture]),
		labels: byId([{ id: '3', name: 'New customer', color: 'gold' }]),
		labelled: new Map([['3', new Set([personChat(WHAPI_PERSON)])]]),
		receipts: new Map(),
		presences: new Map(),
		blocked: new Set(),
		calls: new Map([[call.id, call]]),
		products: byId(products),
		collections: new Map([
			[
				WHAPI_COLLECTION,
				{
					id: WHAPI_COLLECTION,
					name: 'Novels',
					products: products.map(({ id }) => id),
					status: 'APPROVED',
				},
			],
		]),
		orders: new Map([
			[
				WHAPI_ORDER.id,
				{
					token: WHAPI_ORDER.token,
					items: products.map(({ id, name, price, currency, product_retailer_id }) => ({
						id,
						name,
						price,
						currency,
						product_retailer_id,
						quantity: 1,
					})),
				},
			],
		]),
		settings: defaultSettings(),
		profile: {
			name: WHAPI_OWN_NAME,
			about: 'Books by the river',
			icon: `https://pps.example.com/${WHAPI_OWN_NUMBER}-s.jpg`,
			icon_full: `https://pps.example.com/${WHAPI_OWN_NUMBER}.jpg`,
		},
		connection: { code: 4, text: 'AUTH' },
		startedAt: time,
	};
}
