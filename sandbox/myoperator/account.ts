import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { refusal, success } from './envelopes';
import { page } from './lists';
import type { Campaign, Context, PhoneNumber } from './state';

export function listPhoneNumbers(request: SandboxRequest, context: Context): Answer {
	const wabaId = asText(request.query.waba_id);
	const expand = [request.query.expand].flat().flatMap((value) => asText(value).split(','));
	const found = context.state.phoneNumbers.filter(
		(number) => wabaId === '' || number.waba_account.waba_id === wabaId,
	);
	const shown = found.map((number) => withParts(number, expand));
	return success(page(shown, request, context), 'Phone Numbers List');
}

function withParts(number: PhoneNumber, expand: string[]): Dict {
	const { settings, profile, waba_account, ...plain } = number;
	return {
		...plain,
		...(expand.includes('waba_account') ? { waba_account } : {}),
		...(expand.includes('profile') ? { profile } : {}),
		...(expand.includes('settings') ? { settings } : {}),
	};
}

export function listCampaigns(request: SandboxRequest, context: Context): Answer {
	const { query } = request;
	const sender = asText(request.headers['x-waba-phonenumber-id']);
	const search = asText(query.search).toLowerCase();
	const status = asText(query.status);
	const after = Date.parse(asText(query.created_at_after));
	const before = Date.parse(asText(query.created_at_before));
	const found = context.state.campaigns.filter((campaign) => {
		const created = Date.parse(campaign.created_at);
		return (
			(sender === '' || campaign.phone_number_id === sender) &&
			campaign.name.toLowerCase().startsWith(search) &&
			(status === '' || campaign.status === status) &&
			!(created < after) &&
			!(created > before)
		);
	});
	const ordering = asText(query.ordering) || '-created_at';
	const descending = ordering.startsWith('-');
	const key = ordering.includes('schedule') ? 'scheduled_at' : 'created_at';
	found.sort((a, b) => a[key].localeCompare(b[key]) * (descending ? -1 : 1));
	return success(page(found.map(inList), request, context), 'OK');
}

export function getCampaign(request: SandboxRequest, context: Context): Answer {
	const id = Number(request.params.id);
	const campaign = context.state.campaigns.find((entry) => entry.id === id);
	if (!campaign) {
		return refusal(404, 'not_found', 'Not found.', {
			errors: { campaign_id: `Campaign ${id} does not exist!` },
		});
	}
	return success(inDetail(campaign), 'OK');
}

/** The two answers have different names for the counts. */
function inList({ counts, phone_number_id: _sender, ...campaign }: Campaign): Dict {
	const started = campaign.status === 'scheduled' ? null : campaign.scheduled_at;
	return {
		...campaign,
		stats: {
			count: counts.total,
			sent: counts.sent,
			delivered: counts.delivered,
			read: counts.read,
			failed: counts.failed,
			reply: 0,
			started_at: started,
			finished_at: campaign.status === 'completed' ? campaign.modified_at : null,
			billable_count: counts.sent,
			modified_at: campaign.modified_at,
		},
	};
}

function inDetail({ counts, phone_number_id: _sender, ...campaign }: Campaign): Dict {
	if (campaign.status === 'scheduled') return campaign;
	const { total, sent, delivered, read, failed } = counts;
	return {
		...campaign,
		stats: { total, sent, delivered, replied: 0, failed, read, billable: sent },
		link_stats: { total: 0, visited: 0 },
	};
}

const MEGABYTE = 1024 * 1024;
const LARGEST_UPLOAD = 10 * MEGABYTE;
const LARGEST_IMAGE = 5 * MEGABYTE;

export function uploadMedia(request: SandboxRequest, context: Context): Answer {
	const file = request.files.find((entry) => entry.field === 'file');
	if (!file || file.size === 0) return refusedFile('No file was submitted.');
	const mimeType = file.mimeType.toLowerCase();
	const family = mimeType.split('/')[0] ?? '';
	const isDocument = family === 'application' || family === 'text';
	if (!isDocument && !['image', 'video', 'audio'].includes(family)) {
		return refusedFile(`file_type ${mimeType} not allowed!`);
	}
	if (family === 'image' && !['image/jpeg', 'image/png'].includes(mimeType)) {
		return refusedFile(`file_type ${mimeType} not allowed!`);
	}
	if (file.size > (family === 'image' ? LARGEST_IMAGE : LARGEST_UPLOAD)) {
		const kilobytes = Math.floor(file.size / 1024);
		return refusedFile(`file_size ${kilobytes} KB not allowed for file_type ${mimeType}!`);
	}
	const id = context.ids.uuid();
	context.state.media.set(id, {
		id,
		application: asText(asDict(request.body).application),
		filename: file.filename,
		mimeType,
		size: file.size,
		sha256: file.sha256,
	});
	return success({ media_id: id }, 'Media uploaded successfully', '201');
}

function refusedFile(message: string): Answer {
	return refusal(400, 'invalid', 'Invalid input.', { errors: { file: [message] } });
}
