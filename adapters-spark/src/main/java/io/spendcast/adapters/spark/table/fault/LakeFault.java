package io.spendcast.adapters.spark.table.fault;

import io.delta.exceptions.DeltaConcurrentModificationException;
import io.spendcast.domain.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;

/**
 * What a failure means while our own tables are read or written, by the names that Spark and Delta
 * give to it. The first that fits decides.
 */
enum LakeFault {
  /** Somebody else wrote meanwhile, whatever Delta calls it. */
  CONFLICT(
      Kind.CONFLICT,
      List.of(
          "DELTA_CONCURRENT_",
          "DELTA_METADATA_CHANGED",
          "DELTA_PROTOCOL_CHANGED",
          "DELTA_MAX_COMMIT_RETRIES_EXCEEDED",
          "DELTA_INVALID_COMMITTED_VERSION",
          "DELTA_FILE_ALREADY_EXISTS",
          "DELTA_LOG_ALREADY_EXISTS",
          "DELTA_PATH_EXISTS",
          "DELTA_TABLE_ALREADY_EXISTS",
          "DELTA_CANNOT_REPLACE_MISSING_TABLE",
          "TABLE_OR_VIEW_ALREADY_EXISTS")),

  /** What was written by a newer program, or is not to be read by this one. */
  TOO_NEW(
      Kind.INVALID,
      List.of(
          "DELTA_INVALID_PROTOCOL_VERSION",
          "DELTA_UNSUPPORTED_FEATURES_FOR_",
          "DELTA_FEATURES_PROTOCOL_METADATA_MISMATCH")),

  /** A file is gone or damaged. */
  LOST(
      Kind.NOT_FOUND,
      List.of(
          "FAILED_READ_FILE",
          "CANNOT_READ_FILE_FOOTER",
          "PATH_NOT_FOUND",
          "UNABLE_TO_INFER_SCHEMA",
          "DELTA_FILE_NOT_FOUND",
          "DELTA_FILE_OR_DIR_NOT_FOUND",
          "DELTA_FILE_TO_OVERWRITE_NOT_FOUND",
          "DELTA_LOG_FILE_NOT_FOUND",
          "DELTA_TRUNCATED_TRANSACTION_LOG",
          "DELTA_TXN_LOG_FAILED_INTEGRITY",
          "DELTA_VERSIONS_NOT_CONTIGUOUS",
          "DELTA_NO_COMMITS_FOUND",
          "DELTA_MISSING_PART_FILES",
          "DELTA_MISSING_CHANGE_DATA",
          "DELTA_MISSING_COMMIT_INFO",
          "DELTA_MISSING_COMMIT_TIMESTAMP",
          "DELTA_MISSING_DELTA_TABLE",
          "DELTA_STATE_RECOVER_ERROR",
          "DELTA_TABLE_NOT_FOUND",
          "DELTA_PATH_DOES_NOT_EXIST",
          "DELTA_CHANGE_DATA_FILE_NOT_FOUND",
          "DELTA_CHANGE_TABLE_FEED_DISABLED",
          "DELTA_DELETION_VECTOR_",
          "DELTA_UNRECOGNIZED_LOGFILE",
          "DELTA_INVALID_LOG",
          "DELTA_CHECKPOINT")),

  /** The storage, or a machine of the cluster, does not answer. */
  OUTSIDE(
      Kind.UNAVAILABLE,
      List.of("DELTA_CANNOT_CREATE_LOG_PATH", "TASK_WRITE_FAILED", "EXECUTOR_", "FETCH_FAILED")),

  /** An expression or a name that is not right. */
  ANALYSIS(Kind.INVALID, List.of());

  /** What Spark says of machines and of itself has no names. */
  private static final List<String> LOST_MACHINES =
      List.of(
          "executorlostfailure",
          "executor heartbeat timed out",
          "sparkcontext was shut down",
          "sparkcontext has been shutdown",
          "cannot call methods on a stopped sparkcontext",
          "metadatafetchfailed",
          "fetchfailed");

  private static final Map<String, String> TASKS =
      Map.of("raw/", "ingest", "features/", "features", "predictions/", "predict", "runs/", "run");

  private final Kind kind;

  /** Made by {@code List.of}, which nobody can change. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> conditions;

  LakeFault(Kind kind, List<String> conditions) {
    this.kind = kind;
    this.conditions = conditions;
  }

  /** Which it is; empty if nobody can explain it. */
  static Optional<LakeFault> of(Failure failure) {
    if (failure.find(DeltaConcurrentModificationException.class).isPresent()
        || failure.find(FileAlreadyExistsException.class).isPresent()) {
      return Optional.of(CONFLICT);
    }
    for (LakeFault fault : List.of(CONFLICT, TOO_NEW, LOST, OUTSIDE)) {
      if (fault.conditions.stream().anyMatch(failure::isOf)) {
        return Optional.of(fault);
      }
    }
    if (failure.find(FileNotFoundException.class).isPresent()
        || failure.find(ChecksumException.class).isPresent()) {
      return Optional.of(LOST);
    }
    if (failure.find(IOException.class).isPresent()
        || failure.find(FSError.class).isPresent()
        || isLostMachine(failure)) {
      return Optional.of(OUTSIDE);
    }
    return failure.isAnalysis() ? Optional.of(ANALYSIS) : Optional.empty();
  }

  private static boolean isLostMachine(Failure failure) {
    String said =
        failure.chain().stream()
            .map(Throwable::toString)
            .reduce("", String::concat)
            .toLowerCase(Locale.ROOT);
    return LOST_MACHINES.stream().anyMatch(said::contains);
  }

  Kind kind() {
    return kind;
  }

  /** What to do. */
  String remedy(String doing, Failure failure) {
    return switch (this) {
      case CONFLICT -> "Another writer is at work; wait for it, then run again.";
      case TOO_NEW ->
          "A newer Delta wrote it. Read it where that is, or put the table away with `spendcast"
              + " verify --set-aside` and run again.";
      case LOST ->
          "Run `spendcast verify --set-aside`: it puts away what is damaged, and the next `spendcast"
              + " %s` writes it anew.".formatted(task(doing, failure));
      case OUTSIDE ->
          "Check that the storage and the cluster are reachable and the disk is not full, then run"
              + " the same command again.";
      case ANALYSIS -> "Check the tables and expressions named here.";
    };
  }

  private static String task(String doing, Failure failure) {
    String said = (doing + " " + failure.why() + failure.parameters()).toLowerCase(Locale.ROOT);
    return TASKS.entrySet().stream()
        .filter(task -> said.contains(task.getKey()))
        .map(Map.Entry::getValue)
        .sorted()
        .findFirst()
        .orElse("run");
  }
}
