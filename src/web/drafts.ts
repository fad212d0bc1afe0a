/** What was typed and is not on the server yet, kept by the browser (IndexedDB): more room than localStorage, and it survives the tab. */
const name = 'qingdan';
const store = 'drafts';

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((done, failed) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store));
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => failed(request.error ?? new Error('IndexedDB')));
  });
  return opening;
}

async function within<T>(mode: IDBTransactionMode, work: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((done, failed) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(store));
    transaction.addEventListener('complete', () => done(request.result));
    transaction.addEventListener('abort', () => failed(transaction.error ?? new Error('IndexedDB')));
  });
}

/** Null where there is none, or where this browser keeps nothing. */
export async function readDraft<T>(key: string): Promise<T | null> {
  try {
    return (await within('readonly', (drafts) => drafts.get(key) as IDBRequest<T | undefined>)) ?? null;
  } catch {
    return null;
  }
}

/** Kept for certain, or false: then the person is told that this browser keeps nothing. */
export async function keepDraft(key: string, draft: unknown): Promise<boolean> {
  try {
    await within('readwrite', (drafts) => drafts.put(draft, key));
    return true;
  } catch {
    return false;
  }
}

export async function dropDraft(key: string): Promise<void> {
  try {
    await within('readwrite', (drafts) => drafts.delete(key));
  } catch {
    // Nothing was kept there.
  }
}
