package io.spendcast.domain.evaluation;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.order.Labels;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.evaluation.panel.PanelScores;
import io.spendcast.domain.evaluation.panel.Property;
import java.util.ArrayList;
import java.util.List;

/** Scored rows, written down by hand or drawn, and the errors that follow from them. */
public final class ScoredRows {
  public static final AsOfDate FIRST = AsOfDate.parse("2002-07-01");
  public static final AsOfDate SECOND = AsOfDate.parse("2002-08-01");
  static final CustomerBootstrap BOOTSTRAP = new CustomerBootstrap(100, 7);

  private final List<Row> rows = new ArrayList<>();

  /** One row of a customer of its own, at the first date. */
  public ScoredRows row(double label, double... predictions) {
    return row(FIRST, "c" + rows.size(), label, List.of(), predictions);
  }

  public ScoredRows row(
      AsOfDate asOf,
      String customer,
      double label,
      List<Property> properties,
      double... predictions) {
    rows.add(new Row(asOf, customer, label, properties, predictions));
    return this;
  }

  /** The errors, with rows dealt to this many partitions. */
  public PanelErrors errors(int partitions) {
    Labels labels = new Labels();
    rows.forEach(row -> labels.add(row.asOf, row.label));
    int models = rows.get(0).predictions.length;
    List<PanelScores> parts = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      parts.add(new PanelScores(BOOTSTRAP, models, labels));
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      parts
          .get(i % partitions)
          .add(row.asOf, row.customer, row.label, row.predictions, row.properties);
    }
    return parts.stream().reduce(PanelScores::merge).orElseThrow().errors(labels);
  }

  public PanelErrors errors() {
    return errors(1);
  }

  private static final class Row {
    private final AsOfDate asOf;
    private final String customer;
    private final double label;
    private final List<Property> properties;
    private final double[] predictions;

    Row(
        AsOfDate asOf,
        String customer,
        double label,
        List<Property> properties,
        double[] predictions) {
      this.asOf = asOf;
      this.customer = customer;
      this.label = label;
      this.properties = properties;
      this.predictions = predictions;
    }
  }
}
