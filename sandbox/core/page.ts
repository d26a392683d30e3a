/** The page at /_sandbox: what people see on their phones, and what they do there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';

import type { Doer, PhoneView, ShownChat, WebhookAuth } from './types';
import { type Dict, asDict, asText } from './values';

/** A provider as the page introduces it. */
export interface Introduction {
	name: string;
	/** Address by host, as it goes into a credential. */
	baseUrls: Record<string, string>;
	/** Credentials and IDs to try it with. */
	demo: Record<string, string>;
	/** Numbers at which something goes wrong, and what. */
	numbers: Record<string, string>;
	owns: string[];
	/** Whether a message has something to tap, and whether a call can be missed. */
	can: { tap: boolean; missCall: boolean };
	/** Addresses that events go to. */
	webhooks: string[];
	/** How an address that is added on the page is called. */
	auth: WebhookAuth;
	chats: ShownChat[];
}

export interface PageControls {
	introductions(): Introduction[];
	phone(provider: string): PhoneView<never> | undefined;
	chats(provider: string): ShownChat[];
	happen(provider: string, name: string, input: Dict): unknown;
}

const FILES: Record<string, string> = {
	'index.html': 'text/html; charset=utf-8',
	'page.css': 'text/css; charset=utf-8',
	'page.js': 'text/javascript; charset=utf-8',
};

/** The page with its files, what it shows, and what a person does on it. */
export function registerPage(app: FastifyInstance, controls: PageControls): void {
	for (const [name, type] of Object.entries(FILES)) {
		app.get(name === 'index.html' ? '/' : `/${name}`, (_request, reply) =>
			reply.type(type).send(readFileSync(path.join(__dirname, '..', 'page', name))),
		);
	}
	app.get('/people', () => controls.introductions());
	app.post<{ Params: { provider: string } }>('/:provider/people', (request, reply) => {
		const { provider } = request.params;
		const [happening, input] = causeOf(provider, asDict(request.body), controls);
		reply.code(202);
		return controls.happen(provider, happening, input) ?? {};
	});
}

/**
 * `{do, person, name, own, text, messageId, buttonId}`: `do` is `write`, `tap` or `missCall`.
 * Throws a TypeError for what a person can't do.
 */
function causeOf(provider: string, body: Dict, controls: PageControls): [string, Dict] {
	const phone = controls.phone(provider);
	const person = asText(body.person).replace(/\D/g, '');
	if (!phone) throw new TypeError(`nobody has a phone at ${provider}`);
	if (person.length < 7) throw new TypeError('person must be a number with its country code');
	const doer: Doer = { person, name: asText(body.name) || person, own: asText(body.own) };
	if (body.do === 'write') return phone.writes(doer, asText(body.text));
	if (body.do === 'missCall' && phone.missesCall) return phone.missesCall(doer);
	if (body.do === 'tap' && phone.taps) {
		const message = controls
			.chats(provider)
			.flatMap(({ messages }) => messages)
			.find(({ id }) => id === body.messageId);
		const button = message?.buttons.find(({ id }) => id === body.buttonId);
		if (!message || !button) throw new TypeError('messageId and buttonId name no button');
		return phone.taps(doer, message, button);
	}
	throw new TypeError(`at ${provider} nobody can ${asText(body.do) || 'do that'}`);
}
