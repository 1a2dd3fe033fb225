/**
 * A tablet with PouchDB: takes documents from standard input (JSON), keeps them in its own database in memory and
 * replicates that to the database at the address given; then says what the replication said.
 */
import { json } from 'node:stream/consumers'
import http from 'pouchdb-adapter-http'
import memory from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import replication from 'pouchdb-replication'

PouchDB.plugin(memory).plugin(http).plugin(replication)

const documents = await json(process.stdin)
const local = new PouchDB('tablet', { adapter: 'memory' })
await local.bulkDocs(documents)
const { ok, docs_written: written } = await local.replicate.to(process.argv[2])
console.log(JSON.stringify({ ok, written }))
process.exit()
