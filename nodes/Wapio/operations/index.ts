/** All resources of the Wapio node. */
import type { Resource } from '../../../engine/define';
import { channelResource } from './channel';
import { chatResource } from './chat';
import { contactResource } from './contact';
import { groupResource } from './group';
import { messageResource } from './message';
import { sessionResource } from './session';

export const resources: Resource[] = [
	messageResource,
	sessionResource,
	contactResource,
	chatResource,
	groupResource,
	channelResource,
];
