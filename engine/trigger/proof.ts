/**
 * What a trigger proves an answer with that came as a text: anybody who has the link of a question
 * could say that it came from somebody else.
 */
import { createHmac } from 'crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { secretFields } from '../http/session';

/**
 * A code that only who has the provider's credential can make: trigger and asking node both have it.
 *
 * @param signature of the question's link: it says which execution and which run is meant
 */
export const proofOf = (
	credential: ICredentialDataDecryptedObject,
	signature: string,
	{ text, responder }: IDataObject,
): string =>
	createHmac('sha256', JSON.stringify(secretFields(credential)))
		.update(JSON.stringify([signature, text, responder]))
		.digest('hex');
