/**
 * Ends a wait of MongoDB's driver that nothing else ends. A socket that was closed tells of it a turn of the event loop
 * later. Asked to write meanwhile, it says that it is full, and the driver (7.9) waits for it to be empty: for ever, since
 * none of its timeouts counts there, and with the message whose sender is to be told. Here the close ends it, as a lost way
 * to the server does; what may be tried anew is.
 */
import { MongoNetworkError } from 'mongodb';
import { Connection } from 'mongodb/lib/cmap/connection.js';

const { writeCommand } = Connection.prototype;

Connection.prototype.writeCommand = async function (...command) {
  const { socket } = this;
  let onClose = () => {};
  const closed = new Promise<never>((_, reject) => {
    onClose = () => reject(new MongoNetworkError('the socket was closed before all was written to it'));
    socket.once('close', onClose);
  });
  try {
    await Promise.race([writeCommand.apply(this, command), closed]);
  } finally {
    socket.off('close', onClose);
  }
};
