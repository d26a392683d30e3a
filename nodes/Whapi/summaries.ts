/** The fields that "Simplify" keeps of each kind of row. */
import type { Kept } from '../../engine/define';

/** The content of a message is under a key that depends on its type. */
const TEXTS = [
	'text.body',
	'link_preview.body',
	'image.caption',
	'video.caption',
	'gif.caption',
	'short.caption',
	'document.caption',
	'reply.buttons_reply.title',
	'reply.list_reply.title',
	'interactive.body.text',
	'buttons.text',
	'list.body',
	'hsm.body',
	'poll.title',
	'event.name',
	'order.text',
	'location.name',
	'live_location.caption',
	'contact.name',
	'group_invite.body',
	'newsletter_invite.body',
	'admin_invite.body',
	'catalog.body',
	'system.body',
	'action.emoji',
	'action.comment',
] as const;
const OTHER_FILES = ['video', 'gif', 'short', 'audio', 'voice', 'document', 'sticker'] as const;

/** The text of the message at a path; '' is the row itself. */
const textOf = (name: string, message = ''): Kept => {
	const [first, ...others] = TEXTS;
	return [name, `${message}${first}`, ...others.map((path) => `${message}${path}`)];
};

export const messageSummary: Kept[] = [
	'id',
	'type',
	'chat_id',
	'from',
	'from_name',
	'from_me',
	'timestamp',
	'status',
	textOf('body'),
	['media_id', 'image.id', ...OTHER_FILES.map((kind) => `${kind}.id`)],
];

export const chatSummary: Kept[] = [
	'id',
	'name',
	'type',
	'timestamp',
	textOf('last_message_body', 'last_message.'),
	'unread',
	'archive',
	'pin',
	'mute',
	'mute_until',
];

export const channelSummary: Kept[] = [
	'id',
	'name',
	'description',
	'role',
	'subscribers_count',
	'invite_code',
	'handle',
	'verification',
	'created_at',
	'chat_pic',
];

export const groupSummary: Kept[] = [
	'id',
	'name',
	'description',
	'participants_count',
	'created_at',
	'created_by',
	'is_parent',
	'restricted',
	'announcements',
	'chat_pic',
];
/** Of one group or community: who is in it, too. */
export const groupWithMembers: Kept[] = [...groupSummary, 'participants'];

export const productSummary: Kept[] = [
	'id',
	'name',
	'price',
	'currency',
	'availability',
	'description',
	'url',
	'product_retailer_id',
	'images',
	['review_status', 'review.status'],
];
