/** The part of a webhook's HTTP response that nodes and n8n use. */
import { EventEmitter } from 'node:events';

export class WebhookResponse extends EventEmitter {
	statusCode = 200;
	headersSent = false;
	body: unknown;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): this {
		this.body = body;
		this.headersSent = true;
		return this;
	}

	end(): this {
		this.headersSent = true;
		this.emit('finish');
		return this;
	}
}
