import { aClassesDay } from '../../core/facts/class-day.fixture.ts'
import { bench } from './bench.ts'
import { deliverByPouchdb } from './class-day/pouchdb.ts'

export default bench({
  name: 'class-day',
  how: `One day of a class of 40 on one device (40 marks in the register, 400 answers of homework, 440 of practice) is
delivered over a line that was just repaired. Bytes are counted on TCP, without TLS, by the relay between the two
processes. PouchDB keeps the same as documents in memory and replicates them to a CouchDB-compatible server.`,
  budget: {},
  needs: ['packages'],
  async measure() {
    const pouchdb = await deliverByPouchdb(aClassesDay())
    return {
      pouchdbUpBytes: pouchdb.up,
      pouchdbDownBytes: pouchdb.down,
      pouchdbRequests: pouchdb.requests,
      pouchdbConnections: pouchdb.connections,
    }
  },
})
