package io.spendcast.domain.training;

import io.spendcast.domain.feature.FeatureTable;

/**
 * Assembles temporal panels from feature tables.
 *
 * <p>A panel refers to one immutable version of the table: later appends do not change it.
 * Assembling again gives the same panel.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if an as-of date of the plan is not in
 * the table, has no label, or the training rows are empty; {@code NOT_FOUND} if the table version
 * is gone.
 */
public interface TrainingPanels {
  /**
   * Checks the plan against the table and counts the rows.
   *
   * @param sampleFraction share of the customers to learn from, in (0, 1]; chosen by a hash of the
   *     customer, so the same in every run
   */
  TrainingPanel assemble(FeatureTable features, PanelPlan plan, double sampleFraction);
}
