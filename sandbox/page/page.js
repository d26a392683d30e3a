/** Shows what people see on their phones, and does what they do. Asks the sandbox once a second. */

const TITLES = {
	myoperator: 'MyOperator',
	twochat: '2Chat',
	wapio: 'Wapio',
	whapi: 'Whapi.Cloud',
};

const ASHA = { id: '919876543210', name: 'Asha Rao' };

/** Switches, and the rule that each one sets for the chosen provider. */
const FAULTS = [
	['The provider is down (503)', { kind: 'status', status: 503 }],
	['Slow down (429, wait 5 s)', { kind: 'status', status: 429, retryAfter: 5 }],
	['The key is refused (401)', { kind: 'status', status: 401 }],
	['Answers get lost, messages arrive', { kind: 'resetAfterRead' }],
	['Requests get lost', { kind: 'resetBeforeRead' }],
	['Answers come after 5 s', { kind: 'slowHeaders', ms: 5000 }],
	['Answers are cut short', { kind: 'truncatedJson' }],
	['Events come twice', { kind: 'webhookDuplicate' }],
	['Events are forged', { kind: 'webhookForged' }],
];

const find = (id) => document.getElementById(id);
const chosen = { provider: 'whapi', own: '', person: ASHA.id };
/** People who were added here and have not written yet, by provider. */
const added = {};
let providers = [];
let shown = '';

async function ask(path, method = 'GET', body) {
	const answer = await fetch(`/_sandbox${path}`, {
		method,
		...(body === undefined
			? {}
			: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	const result = await answer.json();
	if (!answer.ok) throw new Error(result.error ?? `HTTP ${answer.status}`);
	return result;
}

/** Runs what a click does, and shows why it failed. */
const doing = (action) => async (event) => {
	event?.preventDefault();
	try {
		await action(event);
		find('problem').textContent = '';
		await refresh();
	} catch (error) {
		find('problem').textContent = error.message;
	}
};

const element = (tag, text, more = {}, children = []) => {
	const made = Object.assign(document.createElement(tag), { textContent: text, ...more });
	made.append(...children);
	return made;
};

const button = (text, action, isPressed) => {
	const made = element('button', text, { type: 'button', onclick: doing(action) });
	if (isPressed !== undefined) made.setAttribute('aria-pressed', String(isPressed));
	return made;
};

const current = () => providers.find(({ name }) => name === chosen.provider);

/** The chats with the chosen number; the first person is there from the start. */
function chatsOf({ name, chats }) {
	const here = chats.filter(({ own }) => own === chosen.own);
	const extra = [ASHA, ...(added[name] ?? [])]
		.filter(({ id }) => !here.some((chat) => chat.id === id))
		.map((person) => ({ ...person, own: chosen.own, messages: [] }));
	return [...here, ...extra];
}

const act = (what, more = {}) => {
	const chat = chatsOf(current()).find(({ id }) => id === chosen.person);
	return ask(`/${chosen.provider}/people`, 'POST', {
		do: what,
		person: chosen.person,
		name: chat?.name,
		own: chosen.own,
		...more,
	});
};

function bubble(message) {
	const status = [message.status, message.time.slice(11, 16)].filter(Boolean).join(' · ');
	const what = message.text || `[${message.kind}]`;
	return element('li', what, { className: message.fromBusiness ? 'business' : 'mine' }, [
		...(message.file ? [element('small', message.file)] : []),
		...(current().can.tap
			? message.buttons.map(({ id, title }) =>
					button(title, () => act('tap', { messageId: message.id, buttonId: id })),
				)
			: []),
		element('small', status),
	]);
}

function list(id, pairs) {
	find(id).replaceChildren(
		...pairs.flatMap(([term, text]) => [element('dt', term), element('dd', text)]),
	);
}

function showPhone(provider) {
	const chats = chatsOf(provider);
	const chat = chats.find(({ id }) => id === chosen.person) ?? chats[0];
	chosen.person = chat.id;
	find('chats').replaceChildren(
		...chats.map(({ id, name, messages }) => {
			const entry = button(name, () => (chosen.person = id), id === chosen.person);
			entry.append(element('small', messages.at(-1)?.text.slice(0, 60) ?? id));
			return element('li', '', {}, [entry]);
		}),
	);
	find('who').textContent = `${chat.name}'s phone`;
	find('messages').replaceChildren(...chat.messages.map(bubble));
	find('messages').scrollTop = find('messages').scrollHeight;
	find('quick').replaceChildren(
		...['Hello', 'STOP', 'Yes, please'].map((text) =>
			button(`Write "${text}"`, () => act('write', { text })),
		),
		...(provider.can.missCall ? [button('Missed call', () => act('missCall'))] : []),
	);
}

function show(faults) {
	const provider = current();
	if (!provider.owns.includes(chosen.own)) chosen.own = provider.owns[0] ?? '';
	find('providers').replaceChildren(
		...providers.map(({ name }) =>
			button(TITLES[name] ?? name, () => (chosen.provider = name), name === chosen.provider),
		),
	);
	find('own').replaceChildren(
		...provider.owns.map((own) => new Option(own, own, false, own === chosen.own)),
	);
	showPhone(provider);
	list('demo', [
		...Object.entries(provider.baseUrls).map(([host, url]) => [`Base URL (${host})`, url]),
		...Object.entries(provider.demo),
	]);
	list('numbers', Object.entries(provider.numbers));
	find('webhooks').replaceChildren(
		...(provider.webhooks.length > 0 ? provider.webhooks : ['Nowhere yet']).map((url) =>
			element('li', url),
		),
	);
	find('faults').replaceChildren(
		...FAULTS.map(([label, rule]) => {
			const set = faults.find(
				(one) =>
					one.provider === provider.name &&
					Object.entries(rule).every(([key, value]) => one[key] === value),
			);
			const box = element('input', '', { type: 'checkbox', checked: Boolean(set) });
			box.onchange = doing(() =>
				set
					? ask(`/faults/${set.id}`, 'DELETE')
					: ask('/faults', 'POST', { ...rule, provider: provider.name }),
			);
			return element('label', '', {}, [box, ` ${label}`]);
		}),
	);
}

/** Draws only what changed: a click must not lose its button. */
async function refresh() {
	const [people, faults] = await Promise.all([ask('/people'), ask('/faults')]);
	const now = JSON.stringify([people, faults, chosen, added]);
	if (now === shown) return;
	providers = people;
	if (!current()) chosen.provider = providers[0].name;
	show(faults);
	shown = JSON.stringify([people, faults, chosen, added]);
}

const fieldsOf = ({ target }) => Object.fromEntries(new FormData(target));

find('own').onchange = doing(({ target }) => (chosen.own = target.value));
find('reset').onclick = doing(() => ask('/reset', 'POST'));
find('write').onsubmit = doing(async (event) => {
	await act('write', fieldsOf(event));
	event.target.reset();
});
find('newPerson').onsubmit = doing((event) => {
	const { person, name } = fieldsOf(event);
	const id = person.replace(/\D/g, '');
	if (id.length < 7) throw new Error('Give the number with its country code');
	added[chosen.provider] = [...(added[chosen.provider] ?? []), { id, name: name || id }];
	chosen.person = id;
	event.target.reset();
});
find('addWebhook').onsubmit = doing(async (event) => {
	const { auth } = current();
	await ask(`/${chosen.provider}/webhooks`, 'POST', { ...fieldsOf(event), auth });
	event.target.reset();
});

const watch = async () => {
	try {
		await refresh();
	} catch (error) {
		find('problem').textContent = `The sandbox does not answer: ${error.message}`;
	}
	setTimeout(watch, 1000);
};
await watch();
