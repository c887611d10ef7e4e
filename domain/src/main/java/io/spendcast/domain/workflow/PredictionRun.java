package io.spendcast.domain.workflow;

import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.prediction.PublishReceipt;

/**
 * Output of the predict task.
 *
 * @param batch what was scored
 * @param receipt what was published
 */
public record PredictionRun(PredictionBatch batch, PublishReceipt receipt) {}
