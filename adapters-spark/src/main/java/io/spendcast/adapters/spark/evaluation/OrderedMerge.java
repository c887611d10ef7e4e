package io.spendcast.adapters.spark.evaluation;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Merges what each partition made to one value, in the order of the partitions, so that sums of
 * doubles come out the same each time. Neighbours are merged on the executors until few are left,
 * so that the driver never holds the parts of many partitions at once.
 */
final class OrderedMerge {
  private static final int AT_ONCE = 8;

  private OrderedMerge() {}

  /** A merge that travels to where the parts are. */
  interface Merge<T> extends BinaryOperator<T>, Serializable {}

  /** The merged value of an RDD with one element in each partition; empty if it has none. */
  static <T> Optional<T> of(JavaRDD<T> parts, Merge<T> merge) {
    JavaPairRDD<Integer, T> numbered =
        parts
            .mapPartitionsWithIndex(
                (partition, elements) ->
                    StreamSupport.stream(((Iterable<T>) () -> elements).spliterator(), false)
                        .map(element -> new Tuple2<>(partition, element))
                        .iterator(),
                true)
            .mapToPair(part -> part);
    for (int left = parts.getNumPartitions(); left > AT_ONCE; ) {
      left = (left + AT_ONCE - 1) / AT_ONCE;
      numbered =
          numbered
              .mapToPair(part -> new Tuple2<>(part._1() / AT_ONCE, part))
              .groupByKey(left)
              .mapValues(
                  group ->
                      inOrder(StreamSupport.stream(group.spliterator(), false).toList(), merge)
                          .orElseThrow());
    }
    return inOrder(numbered.collect(), merge);
  }

  private static <T> Optional<T> inOrder(List<Tuple2<Integer, T>> parts, Merge<T> merge) {
    return parts.stream().sorted(Comparator.comparing(Tuple2::_1)).map(Tuple2::_2).reduce(merge);
  }
}
