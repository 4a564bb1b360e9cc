/** The least that starts on MongoDB: Fastify and the driver, listening once a first document is kept. */
import fastify from 'fastify';
import { MongoClient } from 'mongodb';

const writeConcern = { w: 'majority', journal: true } as const;
const client = await new MongoClient(process.env.DATABASE_URL!, { writeConcern }).connect();
await client.db().collection('entries').insertOne({ text: 'Hello?' });
const app = fastify();
app.get('/', async () => ({ ok: true }));
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });

// Ended so, Node keeps what it compiled.
process.on('SIGTERM', () => process.exit());
