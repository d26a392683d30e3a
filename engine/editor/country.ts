/** The default country in the form of a credential. */
import type { INodeProperties } from 'n8n-workflow';

import { defaultCountry } from '../define/phone';
import { toProperty } from './describe';

/** @param standard ISO code that new credentials start with; default: none */
export const defaultCountryProperty = (standard = ''): INodeProperties =>
	toProperty(
		defaultCountry(
			'defaultCountry',
			'How to read phone numbers without country code, in all nodes that use this credential. With None, every number needs its country code.',
			{ default: standard },
		),
	);
