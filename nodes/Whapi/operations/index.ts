/** All resources of the Whapi.Cloud node. */
import type { Resource } from '../../../engine/define';
import { accountResource } from './account';
import { blocklistResource } from './blocklist';
import { businessResource } from './business';
import { callResource } from './call';
import { channelResource } from './channel';
import { chatResource } from './chat';
import { collectionResource } from './collection';
import { communityResource } from './community';
import { contactResource } from './contact';
import { groupResource } from './group';
import { labelResource } from './label';
import { mediaResource } from './media';
import { messageResource } from './message';
import { orderResource } from './order';
import { presenceResource } from './presence';
import { productResource } from './product';
import { settingsResource } from './settings';
import { storyResource } from './story';

export const resources: Resource[] = [
	messageResource,
	mediaResource,
	chatResource,
	contactResource,
	presenceResource,
	storyResource,
	labelResource,
	blocklistResource,
	callResource,
	groupResource,
	communityResource,
	channelResource,
	businessResource,
	productResource,
	collectionResource,
	orderResource,
	accountResource,
	settingsResource,
];
