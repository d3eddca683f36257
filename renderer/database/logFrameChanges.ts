import type { DBCore, DBCoreMutateRequest, DBCoreTable, Middleware } from 'dexie';

const logged = 'frames';
const log = 'frameChanges';

/**
 * Notes in every transaction that writes frames which ones: what is kept beside the frames (the features that the
 * search goes by) can then never be out of step with them unnoticed, whoever wrote and whatever crashed.
 */
export const logFrameChanges: Middleware<DBCore> = {
  stack: 'dbcore',
  name: 'logFrameChanges',
  create: (core) => ({
    ...core,
    transaction: (stores, mode, options) => {
      const isLogged = mode === 'readwrite' && stores.includes(logged) && !stores.includes(log);
      return core.transaction(isLogged ? [...stores, log] : stores, mode, options);
    },
    table: (name) => {
      const table = core.table(name);
      return name === logged ? loggedTable(table, () => core.table(log)) : table;
    },
  }),
};

function loggedTable(table: DBCoreTable, logTable: () => DBCoreTable): DBCoreTable {
  return {
    ...table,
    mutate: async (request) => {
      const response = await table.mutate(request);
      // An upgrade from before there was the log has no place for it, and asks for all frames at its end.
      const { trans } = request;
      const frameIds = namedIn(request);
      if (frameIds?.length === 0) return response;
      if ((trans as unknown as IDBTransaction).objectStoreNames.contains(log)) {
        await logTable().mutate({ type: 'add', trans, values: [{ frameIds }] });
      }
      return response;
    },
  };
}

/** Keys that a request touches; null where it does not say. */
function namedIn(request: DBCoreMutateRequest): string[] | null {
  if (request.type === 'deleteRange') return null;
  const keys: readonly unknown[] =
    request.type === 'delete'
      ? request.keys
      : (request.keys ?? request.values.map((row: { readonly id: unknown }) => row.id));
  return keys.filter((key) => typeof key === 'string');
}
