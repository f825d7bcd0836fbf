import { sql, type Kysely } from 'kysely';

/** Notified at each commit; the payload is the last position. */
export const appendedChannel = 'event_store_appended';

/** Any fixed number: its advisory lock makes one writer at a time, so that the order of positions is the commit order. */
const writerLock = 0x6c6f67;

/**
 * `json`, not `jsonb`: the texts come back byte for byte, and the hash chain covers them so. Names compare as bytes,
 * whatever the database's language. One row an event and nothing else: a stream is its rows.
 */
const createLog = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table event_store.events (
      position bigint primary key,
      stream text collate "C" not null,
      version integer not null,
      id uuid not null,
      type text not null,
      data json not null,
      metadata json not null,
      unique (stream, version)
    )`.execute(db);
  await sql.raw(appendFunction).execute(db);
};

/**
 * Stores a group of appends to different streams, each whole or not at all, in one transaction.
 *
 * The arrays of the first line have an element an append (`expecteds`: the stream's version, or -1 for any), those of
 * the second one an event: which append it belongs to and its place in it, both from 1. What comes back is the store's
 * last position before (`head`) and, an element an append, the stream's version before (`versions`), the same or null
 * if the append was refused (`bases`), and its last event's position if it had been stored already (`repeats`).
 *
 * Every statement sees what was committed before it began, and all after the first begin under the lock. A rollback
 * takes its positions back, so there are no gaps. In the common case every stream is where its append expects it.
 * Plans are generic: made anew for each group, they would take as long as the rest.
 */
const appendFunction = `
create function event_store.append(
  streams text[], expecteds integer[], sizes integer[],
  owners integer[], places integer[], ids uuid[], types text[], datas json[], metadatas json[],
  out head bigint, out versions integer[], out bases integer[], out repeats bigint[]
) language plpgsql set plan_cache_mode = force_generic_plan as $$
declare
  stored integer;
begin
  perform pg_advisory_xact_lock(${writerLock});

  select
    coalesce((select max(e.position) from event_store.events e), 0),
    array(
      select coalesce((select max(e.version) from event_store.events e where e.stream = s.stream), 0)
      from unnest(streams) with ordinality s (stream, owner)
      order by s.owner
    )
  into head, versions;

  if versions = expecteds then
    bases := versions;
  else
    select
      array_agg(case when r.position is null and a.expected in (-1, a.version) then a.version end order by a.owner),
      array_agg(r.position order by a.owner)
    into bases, repeats
    from unnest(streams, expecteds, sizes, versions) with ordinality a (stream, expected, size, version, owner)
    left join lateral (
      select max(e.position) as position
      from unnest(owners, places, ids) n (owner, place, id)
      join event_store.events e on e.stream = a.stream and e.id = n.id
        and e.version = n.place + case a.expected when -1 then a.version - a.size else a.expected end
      where n.owner = a.owner
      having count(*) = a.size and a.size > 0
    ) r on true;
  end if;

  insert into event_store.events (position, stream, version, id, type, data, metadata)
  select
    head + row_number() over (order by n.number), streams[n.owner], bases[n.owner] + n.place,
    n.id, n.type, n.data, n.metadata
  from unnest(owners, places, ids, types, datas, metadatas) with ordinality
    n (owner, place, id, type, data, metadata, number)
  where bases[n.owner] is not null;

  get diagnostics stored = row_count;
  if stored > 0 then
    perform pg_notify('${appendedChannel}', (head + stored)::text);
  end if;
end $$`;

/** The log's schema and the migrations that make it. Names are for ever. */
export const eventStoreMigrations = {
  schema: 'event_store',
  migrations: { '001_log': { up: createLog } },
};
