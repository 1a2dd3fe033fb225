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

let requests = 0
const server = new PouchDB(process.argv[2], {
  fetch(address, options) {
    requests += 1
    return PouchDB.fetch(address, options)
  },
})
const { docs_written: written } = await local.replicate.to(server)
console.log(JSON.stringify({ written, requests }))
process.exit()
