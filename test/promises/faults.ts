/** Every promise of docs/delivery.md, docs/events.md and docs/send-and-wait.md, with ways to break it. */
import type { Fault } from './fault';
import { ANSWERS } from './faults/answers';
import { CHAT_ANSWERS } from './faults/chatAnswers';
import { CREDENTIALS } from './faults/credentials';
import { DELIVERY } from './faults/delivery';
import { GATEWAY } from './faults/gateway';
import { GATEWAY_EVENTS } from './faults/gatewayEvents';
import { ONCE } from './faults/once';
import { REGISTRATION } from './faults/registration';
import { REQUESTS } from './faults/requests';
import { RETRIES } from './faults/retries';
import { TRIGGERS } from './faults/triggers';
import { TWOCHAT } from './faults/twochat';
import { WAITING } from './faults/waiting';

export type { Fault };

export const FAULTS: Fault[] = [
	...REQUESTS,
	...DELIVERY,
	...RETRIES,
	...ONCE,
	...ANSWERS,
	...CREDENTIALS,
	...TRIGGERS,
	...REGISTRATION,
	...WAITING,
	...CHAT_ANSWERS,
	...GATEWAY,
	...GATEWAY_EVENTS,
	...TWOCHAT,
];
