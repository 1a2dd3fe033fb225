/**
 * A CouchDB-compatible server in memory, for devices to replicate to. Says its port in one line on standard output and
 * ends with standard input.
 */
import express from 'express'
import expressPouchdb from 'express-pouchdb'
import memory from 'pouchdb-adapter-memory'
import PouchDB from 'pouchdb-core'
import mapReduce from 'pouchdb-mapreduce'
import replication from 'pouchdb-replication'

const Memory = PouchDB.plugin(memory).plugin(replication).plugin(mapReduce).defaults({ adapter: 'memory' })
const app = express()
app.use('/', expressPouchdb(Memory, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' }))

const server = app.listen(0, () => console.log(server.address().port))
process.stdin.on('end', () => process.exit()).resume()
