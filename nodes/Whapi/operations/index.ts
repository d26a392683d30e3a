/** All resources of the Whapi.Cloud node. */
import type { Resource } from '../../../engine/types';
import { businessResource } from './business';
import { channelResource } from './channel';
import { collectionResource } from './collection';
import { communityResource } from './community';
import { groupResource } from './group';
import { messageResource } from './message';
import { orderResource } from './order';
import { productResource } from './product';

export const resources: Resource[] = [
	messageResource,
	groupResource,
	communityResource,
	channelResource,
	businessResource,
	productResource,
	collectionResource,
	orderResource,
];
