package io.spendcast.domain.workflow;

import io.spendcast.domain.drift.PanelDrift;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.training.PanelPlan;
import java.util.Objects;

/**
 * Output of the features task.
 *
 * @param table the built features
 * @param plan what their as-of dates serve for
 * @param catalogue what they are: enough to compute them again
 * @param drift how the customers to be scored differ from those to learn from
 */
public record FeatureBuild(
    FeatureTable table, PanelPlan plan, Catalogue catalogue, PanelDrift drift) {
  /** Checks that nothing is missing, as it is in what an older version wrote. */
  public FeatureBuild {
    Objects.requireNonNull(catalogue, "catalogue");
    Objects.requireNonNull(drift, "drift");
  }
}
