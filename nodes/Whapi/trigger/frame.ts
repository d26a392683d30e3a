/** What all events of one delivery share. */
export interface Frame {
	/** "type.method", such as "messages.post". */
	pair: string;
	/** The channel's ID. */
	account?: string;
}
