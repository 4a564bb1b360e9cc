import {
  MongoClientClosedError,
  MongoError,
  MongoErrorLabel,
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoServerError,
  MongoSystemError,
  MongoTopologyClosedError,
} from 'mongodb';
import { AppError } from '../../app-error.ts';

/** https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const DUPLICATE_KEY = 11000;
const NO_INDEX_CODES = new Set<unknown>([
  26, // NamespaceNotFound
  27, // IndexNotFound
]);
/** The server is there and can not keep a write now: it stops, is no primary, or its majority did not answer in time. */
const UNAVAILABLE_CODES = new Set<unknown>([
  24, // LockTimeout
  50, // MaxTimeMSExpired
  64, // WriteConcernFailed
  91, // ShutdownInProgress
  112, // WriteConflict, after all attempts
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  251, // NoSuchTransaction: the primary that knew it is gone
  262, // ExceededTimeLimit
  10107, // NotWritablePrimary
  276, // IndexBuildAborted, by another server that migrates the same database
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  12587, // BackgroundOperationInProgressForNamespace: another server makes indexes
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);
/** The way to the server is lost, or was closed by us. Other errors that the driver makes itself are mistakes of ours. */
const WAY_LOST = [
  MongoNetworkError,
  MongoSystemError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoServerClosedError,
  MongoClientClosedError,
  MongoExpiredSessionError,
];
/** The driver does not export these two. */
const POOL_NAMES = new Set(['MongoPoolClosedError', 'MongoWaitQueueTimeoutError']);

export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

/** For who takes an index away: it, or its collection, is not there, or another server was faster. @throws whatever else it is */
export function unlessGone(error: unknown): void {
  if (!(error instanceof MongoServerError && NO_INDEX_CODES.has(error.code))) throw error;
}

/** Whether the same transaction may succeed when it is begun anew, on data as they are then. */
export function isPassing(error: unknown): boolean {
  return error instanceof MongoError && error.hasErrorLabel(MongoErrorLabel.TransientTransactionError);
}

/** Whether MongoDB was not there to keep or read. What it was told may be kept all the same. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  if (isPassing(error) || error.hasErrorLabel(MongoErrorLabel.RetryableWriteError)) return true;
  if (error instanceof MongoServerError) return UNAVAILABLE_CODES.has(error.code);
  return WAY_LOST.some(each => error instanceof each) || POOL_NAMES.has(error.name);
}

/**
 * The error that a verb throws instead of the driver's.
 * @param where host and database, for the log
 */
export function translated(error: unknown, where: string): unknown {
  if (!isUnavailable(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('STORE_UNAVAILABLE', `${where} can not keep or read this now: ${reason}`, { cause: error });
}
