import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok, page, paged, refusal } from './answers';
import { card } from './messages';
import { newNewsletter } from './seed';
import { send } from './sending';
import { type Context, type Newsletter, seconds } from './state';

const withNewsletter =
	(run: (newsletter: Newsletter, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const { NewsletterID, NewsletterInviteCode } = request.params;
		const found =
			NewsletterID === undefined
				? [...context.state.newsletters.values()].find(
						({ invite_code }) => invite_code === asText(NewsletterInviteCode),
					)
				: context.state.newsletters.get(asText(NewsletterID));
		return found ? run(found, request, context) : notFound('newsletter');
	};

const owned =
	(run: (newsletter: Newsletter, request: SandboxRequest, context: Context) => Answer) =>
	(newsletter: Newsletter, request: SandboxRequest, context: Context): Answer =>
		newsletter.role === 'owner'
			? run(newsletter, request, context)
			: refusal(403, `no rights in ${newsletter.id}`);

function createNewsletter(request: SandboxRequest, context: Context): Answer {
	const { name, description } = asDict(request.body);
	const id = `120363${context.ids.digits(12)}@newsletter`;
	const code = `0029Va${context.ids.hex(18)}`;
	const newsletter = newNewsletter(id, asText(name), 'owner', code, seconds(context));
	newsletter.description = asText(description);
	context.state.newsletters.set(id, newsletter);
	return ok(newsletter);
}

const subscribe = (isOn: boolean) =>
	withNewsletter((newsletter) => {
		if (newsletter.role === 'owner') return refusal(400, 'this is your own newsletter');
		newsletter.role = isOn ? 'subscriber' : 'guest';
		return ok();
	});

function readCursor(cursor: string): number {
	const found = /"after":"(\d+)"/.exec(Buffer.from(cursor, 'base64').toString());
	return Number(found?.[1] ?? 0);
}

/** Pages of a directory; a cursor holds the number of rows before it. */
function directory(request: SandboxRequest, { state }: Context): Answer {
	const search = asText(request.query.search).toLowerCase();
	const all = [...state.newsletters.values()].filter(({ name }) =>
		name.toLowerCase().includes(search),
	);
	const start = readCursor(asText(request.query.cursor));
	const { rows } = page(all, { ...request, query: { ...request.query, offset: start } });
	const end = start + rows.length;
	const cursor = (at: number): string =>
		Buffer.from(JSON.stringify({ after: String(at) })).toString('base64');
	return ok({
		newsletters: rows,
		page_info: {
			start_cursor: cursor(start),
			end_cursor: cursor(end),
			next_page: end < all.length,
			previous_page: start > 0,
		},
	});
}

/** Posts are numbered from 1; `before` and `after` are such numbers. */
function posts({ id }: Newsletter, request: SandboxRequest, { state }: Context): Answer {
	const all = [...state.messages.values()].filter(({ chat_id }) => chat_id === id);
	const { before, after, count } = request.query;
	const numbered = all
		.map((message, index) => ({ message, number: index + 1 }))
		.filter(({ number }) => typeof before !== 'number' || number < before)
		.filter(({ number }) => typeof after !== 'number' || number > after);
	const size = typeof count === 'number' ? count : 100;
	const shown = typeof after === 'number' ? numbered.slice(0, size) : numbered.slice(-size);
	return ok({
		messages: shown.map(({ message }) => message),
		count: shown.length,
		total: all.length,
		...(shown.length > 0 ? { first: shown[0]?.number, last: shown.at(-1)?.number } : {}),
	});
}

export const newsletterHandlers = {
	getNewsletters: (request: SandboxRequest, { state }: Context): Answer =>
		paged(
			'newsletters',
			[...state.newsletters.values()].filter(({ role }) => role !== 'guest'),
			request,
		),
	createNewsletter,
	findNewsletter: directory,
	recommendedNewsletter: directory,
	getNewsletter: withNewsletter((newsletter) => ok(newsletter)),
	getNewsletterByInviteCode: withNewsletter((newsletter) => ok(newsletter)),
	editNewsletter: withNewsletter(
		owned((newsletter, request) => {
			const { name, description } = asDict(request.body);
			if (name !== undefined) newsletter.name = asText(name);
			if (description !== undefined) newsletter.description = asText(description);
			return ok(newsletter);
		}),
	),
	deleteNewsletter: withNewsletter(
		owned(({ id }, _request, { state }) => {
			state.newsletters.delete(id);
			return ok();
		}),
	),
	subscribeNewsletter: subscribe(true),
	unsubscribeNewsletter: subscribe(false),
	subscribeNewsletterInvite: subscribe(true),
	unsubscribeNewsletterInvite: subscribe(false),
	trackingNewsletter: withNewsletter(() => ok()),
	getMessagesNewsletter: withNewsletter(posts),
	createNewsletterAdminInvite: withNewsletter(
		owned((newsletter, request, context) =>
			send(context, asText(request.params.ContactID), 'admin_invite', {
				body: asText(asDict(request.body).message),
				newsletter_id: newsletter.id,
				newsletter_name: newsletter.name,
				expiration: seconds(context) + 604_800,
			}),
		),
	),
	sendNewsletterInvite: card('newsletter_invite', (request, context) => {
		const code = asText(request.params.NewsletterInviteCode);
		const newsletter = [...context.state.newsletters.values()].find(
			({ invite_code }) => invite_code === code,
		);
		if (!newsletter) return notFound('newsletter');
		const url = `https://whatsapp.com/channel/${code}`;
		const body = asText(asDict(request.body).body).replace('%URL%', url) || url;
		return { body, url, title: newsletter.name, newsletter_id: newsletter.id, invite_code: code };
	}),
};
