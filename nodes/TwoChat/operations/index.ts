/** All resources of the 2Chat node; the first one is the default. */
import type { Resource } from '../../../engine/define';
import { accountResource } from './account';
import { catalogResource } from './catalog';
import { connectionResource } from './connection';
import { contactResource } from './contact';
import { conversationResource } from './conversation';
import { groupResource } from './group';
import { messageResource } from './message';
import { numberResource } from './number';
import { numberShopResource } from './numberShop';
import { callResource, smsResource } from './phone';
import { slackResource } from './slack';
import { storyResource } from './story';
import { virtualNumberResource } from './virtualNumber';
import { wabaNumberResource, wabaTemplateResource } from './waba';
import { wabaMessageResource } from './wabaMessage';
import { webhookResource } from './webhook';

export const resources: Resource[] = [
	messageResource,
	groupResource,
	contactResource,
	conversationResource,
	numberResource,
	connectionResource,
	storyResource,
	catalogResource,
	wabaMessageResource,
	wabaTemplateResource,
	wabaNumberResource,
	smsResource,
	callResource,
	virtualNumberResource,
	numberShopResource,
	slackResource,
	webhookResource,
	accountResource,
];
