import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { refusal, success } from './envelopes';
import { page } from './lists';
import type { Context, Template } from './state';
import { micros } from './times';

export function createTemplate(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const { state, ids } = context;
	const wabaId = asText(body.waba_id);
	if (!state.phoneNumbers.some((number) => number.waba_account.waba_id === wabaId)) {
		return refusal(400, 'invalid', 'Invalid input.', {
			errors: { waba_id: ['waba_id does not exist'] },
		});
	}
	const components = Array.isArray(body.components) ? body.components.map(asDict) : [];
	const missing = mediaIds(components).find((id) => !state.media.has(id));
	if (missing !== undefined) {
		return refusal(400, 'invalid', 'Invalid input.', {
			errors: { components: [`media_id ${missing} does not exist`] },
		});
	}
	const time = micros(context.now());
	const template: Template = {
		id: ids.uuid(),
		name: asText(body.name),
		waba_id: wabaId,
		waba_template_id: ids.digits(16),
		language: asText(body.language),
		category: asText(body.category),
		type: asText(body.type) || 'template',
		components,
		quality: 'unknown',
		status: 'active',
		waba_template_status: 'pending',
		failure_reason: null,
		link_tracking: false,
		created: time,
		modified: time,
	};
	state.templates.set(template.id, template);
	return success({ id: template.id }, 'Template created', 201);
}

export function listTemplates(request: SandboxRequest, context: Context): Answer {
	const wanted = (name: string): string[] =>
		[request.query[name]]
			.flat()
			.flatMap((value) => asText(value).split(','))
			.filter((value) => value !== '');
	const fits = (name: string, value: string): boolean => {
		const values = wanted(name);
		return values.length === 0 || values.includes(value);
	};
	const found = [...context.state.templates.values()].filter(
		(template) =>
			fits('waba_id', template.waba_id) &&
			fits('waba_template_status', template.waba_template_status) &&
			fits('category', template.category) &&
			fits('name', template.name),
	);
	return success(page(found.map(shown), request, context), 'Templates');
}

export function getTemplate(request: SandboxRequest, context: Context): Answer {
	const template = context.state.templates.get(asText(request.params.id));
	return template ? success(shown(template), 'OK') : unknownTemplate();
}

export function deleteTemplate(request: SandboxRequest, context: Context): Answer {
	const deleted = context.state.templates.delete(asText(request.params.id));
	return deleted ? success({}, 'Template Deleted') : unknownTemplate();
}

function unknownTemplate(): Answer {
	return refusal(404, 404, 'Invalid Template ID');
}

function shown({ waba_id: _hidden, ...template }: Template): Omit<Template, 'waba_id'> {
	return template;
}

function mediaIds(components: unknown[]): string[] {
	return components.flatMap((entry) => {
		const component = asDict(entry);
		const own = asText(component.media_id);
		const cards = Array.isArray(component.cards) ? component.cards : [];
		const inner = cards.flatMap((card: unknown) => {
			const list = asDict(card).components;
			return Array.isArray(list) ? mediaIds(list) : [];
		});
		return own === '' ? inner : [own, ...inner];
	});
}
