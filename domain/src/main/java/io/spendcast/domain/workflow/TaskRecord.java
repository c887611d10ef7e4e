package io.spendcast.domain.workflow;

import io.spendcast.domain.Fingerprint;
import java.time.Instant;

/**
 * That a task is done.
 *
 * @param task the task
 * @param inputs digest of everything its output depends on: settings, code, upstream outputs
 * @param finished when it was done
 * @param seconds how long it took
 */
public record TaskRecord(Task task, Fingerprint inputs, Instant finished, double seconds) {}
