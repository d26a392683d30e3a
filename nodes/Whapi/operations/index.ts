/** All resources of the Whapi.Cloud node. */
import type { Resource } from '../../../engine/types';
import { messageResource } from './message';

export const resources: Resource[] = [messageResource];
