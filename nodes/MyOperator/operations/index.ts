/** All resources of the MyOperator node, in the order of the documentation. */
import type { Resource } from '../../../engine/define';
import { campaignResource, mediaResource, phoneNumberResource } from './account';
import { callResource } from './call';
import { contactResource } from './contact';
import { callLogResource, recordingResource, userResource } from './developer';
import { messageResource } from './message';
import { templateResource } from './template';

export const resources: Resource[] = [
	messageResource,
	templateResource,
	campaignResource,
	phoneNumberResource,
	mediaResource,
	contactResource,
	callResource,
	userResource,
	callLogResource,
	recordingResource,
];
