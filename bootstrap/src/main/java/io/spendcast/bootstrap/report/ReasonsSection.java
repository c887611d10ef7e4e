package io.spendcast.bootstrap.report;

import io.spendcast.domain.prediction.ForecastExample.Role;
import io.spendcast.domain.workflow.ExampleReasons;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Why a few customers got their forecasts, in money. Nobody is named. */
final class ReasonsSection {
  private static final int SHOWN = 4;
  private static final double VISIBLE = 0.005;

  private ReasonsSection() {}

  static Section of(RunManifest manifest) {
    Section section = Section.of("reasons", "Why these forecasts");
    return ForecastFacts.made(manifest)
        .map(PredictionRun::examples)
        .map(examples -> of(section, examples))
        .orElseGet(
            () ->
                section.say("There are none: nothing was forecast in this run that may be used."));
  }

  private static Section of(Section section, List<ExampleReasons> examples) {
    if (examples.isEmpty()) {
      return section.say(
          "No forecast is taken apart here: the model is of a kind that only its own library"
              + " evaluates, or an earlier version of Spendcast made the forecast.");
    }
    return section
        .say(
            "A few forecasts, taken apart: what the model says of somebody of whom it knows"
                + " nothing, and what each thing that it knows adds to that or takes away. A row"
                + " adds up to its forecast. Customers are not named; `spendcast why` explains the"
                + " forecast of a given one.")
        .say(
            "Half of all customers are forecast more than the typical one. Their own past is what"
                + " they would spend if they went on as since their first order. Beside the"
                + " highest stand those whose forecasts are furthest above it and below it;"
                + " nobody is shown twice. Reasons are what the model makes of a customer, not"
                + " what makes customers buy.")
        .show(table(examples));
  }

  private static Table table(List<ExampleReasons> examples) {
    Table table =
        Table.of(
            "What forecasts are made of",
            "A customer whose forecast is",
            "forecast",
            "their own past",
            "with nothing known",
            "and because of:");
    Map<Role, Integer> ranks = new EnumMap<>(Role.class);
    for (ExampleReasons example : examples) {
      table.add(
          name(example.role(), ranks.merge(example.role(), 1, Integer::sum)),
          Numbers.money(example.spend()),
          example.past().map(Numbers::money).orElse(Numbers.UNKNOWN),
          Numbers.money(example.base()),
          reasons(example));
    }
    return table;
  }

  private static String name(Role role, int rank) {
    return (rank == 1 ? "" : rank + (rank == 2 ? "nd " : "rd "))
        + switch (role) {
          case TYPICAL -> "typical";
          case HIGHEST -> "highest";
          case ABOVE_PAST -> "furthest above their past";
          case BELOW_PAST -> "furthest below their past";
        };
  }

  /** The largest, and what all others add, so that nothing is left out of the sum. */
  private static String reasons(ExampleReasons example) {
    List<String> reasons = new ArrayList<>();
    double others = 0;
    for (ExampleReasons.Part part : example.parts()) {
      if (reasons.size() < SHOWN && Math.abs(part.amount()) >= VISIBLE) {
        reasons.add(part.family().words() + " " + Numbers.signedMoney(part.amount()));
      } else {
        others += part.amount();
      }
    }
    if (Math.abs(others) >= VISIBLE) {
      reasons.add("all else " + Numbers.signedMoney(others));
    }
    if (example.cut() >= VISIBLE) {
      reasons.add("spend is never below zero " + Numbers.signedMoney(example.cut()));
    }
    return reasons.isEmpty()
        ? "nothing: it says the same of everybody"
        : String.join("; ", reasons);
  }
}
