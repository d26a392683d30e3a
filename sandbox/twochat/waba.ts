import type { Answer, Dict, Handler, SandboxRequest } from '../core/types';
import { asDict, asText, isDict } from '../core/values';
import { checkPhone, notFound, ok, pageOf, refusal, sameNumber } from './answers';
import { contentFrom, keepMessage, launch, windowOf } from './messages';
import type { Context, Template, TwoChatState, WabaNumber } from './state';
import { zoned } from './times';

const numberBy = (phone: unknown, { state }: Context): WabaNumber | undefined =>
	[...state.wabaNumbers.values()].find((one) => sameNumber(one.phone_number, phone));

const VARIABLE = /\{\{\s*(\w+)\s*\}\}/g;

/** The text with its values, or the name of what is missing. */
function render(template: Template, params: Dict): { text: string } | { missing: string } {
	const { body } = params;
	const values: Dict = Array.isArray(body)
		? Object.fromEntries(body.map((value: unknown, index) => [String(index + 1), value]))
		: asDict(body);
	const names = [...template.template_content.matchAll(VARIABLE)].map((match) => match[1] ?? '');
	const missing = names.find((name) => asText(values[name]) === '');
	if (missing !== undefined) return { missing };
	const text = template.template_content.replace(VARIABLE, (_whole, name: string) =>
		asText(values[name]),
	);
	return { text };
}

/** Meta's refusals come with a status of success. */
const metaRefusal = (code: string, message: string): Answer => ({
	...refusal(202, message, code),
	status: 202,
});

function sendMessage(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const number = numberBy(body.from_number, context);
	if (!number) return notFound('Number');
	const wrong = checkPhone('to_number', body.to_number);
	if (wrong) return wrong;
	const to = asText(body.to_number);
	let content = contentFrom(body);
	if (body.template_uuid === undefined) {
		if (!windowOf(number.uuid, to, context))
			return metaRefusal('131047', 'More than 24 hours have passed since the last message');
		const { interactive } = asDict(body.payload);
		if (isDict(interactive)) content = { text: asText(asDict(interactive.body).text), interactive };
	} else {
		const template = context.state.templates.get(asText(body.template_uuid));
		if (template?.waba.uuid !== number.uuid)
			return metaRefusal('132001', 'There is no such template');
		if (template.status !== 'APPROVED')
			return metaRefusal('132015', `The template is ${template.status}`);
		const rendered = render(template, asDict(body.params));
		if ('missing' in rendered)
			return metaRefusal('132000', `There is no value for {{${rendered.missing}}}`);
		content = rendered;
	}
	const message = keepMessage(context, {
		channel: number.uuid,
		remote: to,
		group: null,
		content,
		sent_by: 'api',
	});
	launch(message, context);
	return ok({ message_uuid: message.uuid, batched: true }, 202);
}

export const wabaHandlers: Record<string, Handler<TwoChatState>> = {
	listWabaNumbers(request, { state }) {
		const paging = { page: 'page', size: 'limit', standard: 50 };
		return ok({ numbers: pageOf([...state.wabaNumbers.values()], request, paging).rows });
	},
	getWabaNumber(request, { state }) {
		const number = state.wabaNumbers.get(asText(request.params.waba_uuid));
		return number ? ok({ number }) : notFound('Number');
	},
	sendWabaMessage: sendMessage,
	listWabaTemplates(request, context) {
		const number = numberBy(request.query.phone_number, context);
		if (!number) return notFound('Number');
		const own = [...context.state.templates.values()].filter(
			({ waba }) => waba.uuid === number.uuid,
		);
		const paging = { page: 'page', size: 'limit', standard: 10 };
		const { page, rows, hasMore } = pageOf(own, request, paging);
		return ok({ templates: rows, total: own.length, next_page: hasMore ? page + 1 : null });
	},
	syncWabaTemplates(request, context) {
		if (!numberBy(request.query.phone_number, context)) return notFound('Number');
		return ok({
			is_syncing: true,
			start_time_syncing: zoned(context.now()),
			message: 'Template sync has started',
		});
	},
	deleteWabaTemplate: (request, { state }) =>
		state.templates.delete(asText(request.params.template_uuid)) ? ok() : notFound('Template'),
	getConversationWindow(request, context) {
		const number = numberBy(request.params.from_number, context);
		if (!number) return notFound('Number');
		const end = windowOf(number.uuid, asText(request.params.to_number), context);
		return ok({
			window_open: end !== undefined,
			expires_at: end ? zoned(end) : null,
			seconds_left: end ? Math.floor((end.getTime() - context.now().getTime()) / 1000) : null,
			allowed_message_types: end ? ['free_form', 'template'] : ['template'],
		});
	},
};
