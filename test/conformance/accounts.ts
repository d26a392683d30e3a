/** The credentials that a provider's operations are tried with. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** A credential that is filled in for a server; `base` gives the base URL of a host. */
export interface Account {
	data: (base: (host: string) => string) => ICredentialDataDecryptedObject;
	/** Run only the operations of this host with it. Default: all. */
	host?: string;
}
