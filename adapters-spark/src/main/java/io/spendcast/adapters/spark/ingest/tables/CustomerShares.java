package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Looks for customers who are none: one with an absurd share of a channel's lines is a word for
 * nobody, and two channels without common customers name them in two ways.
 */
final class CustomerShares {
  /** A smaller share may be a person's. */
  private static final double ABSURD = 0.05;

  /** Where customers are few, each has a large share. */
  private static final int TIMES_THE_MEAN = 10;

  private static final long ENOUGH_LINES = 100;
  private static final long ENOUGH_CUSTOMERS = 100;

  /** Of two channels of the same people more of the smaller one's customers are in both. */
  private static final double FEW = 0.01;

  private static final String LINES = "lines";
  private static final String CUSTOMERS = "customers";
  private static final String LARGEST = "largest";
  private static final String WHO = "who";
  private static final String CHANNELS = "channels";

  private CustomerShares() {}

  /**
   * What is odd about the customers of these lines, which have a channel and a customer.
   *
   * @param channels how many channels there are; the customers of one need counting once
   */
  static List<String> odd(Dataset<Row> kept, int channels) {
    Dataset<Row> counted = kept.groupBy(Line.CHANNEL, Line.CUSTOMER).agg(count(lit(1)).as(LINES));
    return channels > 1 ? amongSeveral(counted.persist()) : absurd(byChannel(counted));
  }

  private static List<String> amongSeveral(Dataset<Row> counted) {
    try {
      List<Row> byChannel = byChannel(counted);
      List<String> odd = new ArrayList<>(absurd(byChannel));
      odd.addAll(strangers(byChannel, counted));
      return odd;
    } finally {
      counted.unpersist();
    }
  }

  private static List<Row> byChannel(Dataset<Row> counted) {
    return counted
        .groupBy(Line.CHANNEL)
        .agg(
            sum(LINES).as(LINES),
            count(lit(1)).as(CUSTOMERS),
            max(LINES).as(LARGEST),
            max_by(col(Line.CUSTOMER), col(LINES)).as(WHO))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(channel -> channel.<String>getAs(Line.CHANNEL)))
        .toList();
  }

  private static List<String> absurd(List<Row> byChannel) {
    return byChannel.stream().filter(CustomerShares::isAbsurd).map(CustomerShares::absurd).toList();
  }

  private static boolean isAbsurd(Row channel) {
    double share = share(channel);
    return channel.<Long>getAs(LINES) >= ENOUGH_LINES
        && share > ABSURD
        && share * channel.<Long>getAs(CUSTOMERS) > TIMES_THE_MEAN;
  }

  private static double share(Row channel) {
    return (double) channel.<Long>getAs(LARGEST) / channel.<Long>getAs(LINES);
  }

  private static String absurd(Row channel) {
    return String.format(
        Locale.ROOT,
        "customer %s has %.1f %% of the lines of channel %s: if that is a word for nobody, put it"
            + " into source.contracts.missing-words",
        channel.getAs(WHO),
        100 * share(channel),
        channel.getAs(Line.CHANNEL));
  }

  private static List<String> strangers(List<Row> byChannel, Dataset<Row> counted) {
    Map<String, Long> customers = new TreeMap<>();
    byChannel.forEach(row -> customers.put(row.getAs(Line.CHANNEL), row.getAs(CUSTOMERS)));
    List<Row> sets =
        counted
            .groupBy(Line.CUSTOMER)
            .agg(sort_array(collect_set(Line.CHANNEL)).as(CHANNELS))
            .groupBy(CHANNELS)
            .agg(count(lit(1)).as(CUSTOMERS))
            .collectAsList();
    List<String> odd = new ArrayList<>();
    for (String one : customers.keySet()) {
      for (String other : customers.keySet()) {
        long smaller = Math.min(customers.get(one), customers.get(other));
        long common = common(sets, List.of(one, other));
        if (one.compareTo(other) < 0 && smaller >= ENOUGH_CUSTOMERS && common < FEW * smaller) {
          odd.add(
              "channels %s and %s have %s of %s customers in common: are their ids of the same kind?"
                  .formatted(one, other, common, smaller));
        }
      }
    }
    return odd;
  }

  private static long common(List<Row> sets, List<String> channels) {
    return sets.stream()
        .filter(row -> row.<String>getList(row.fieldIndex(CHANNELS)).containsAll(channels))
        .mapToLong(row -> row.<Long>getAs(CUSTOMERS))
        .sum();
  }
}
