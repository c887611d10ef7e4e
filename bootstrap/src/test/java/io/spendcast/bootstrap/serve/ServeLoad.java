package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastContext;
import io.spendcast.domain.sales.Channel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Asks a running service for one forecast after the other over kept connections: {@code ServeLoad
 * CONTEXT PORT PROCESS SECONDS CONNECTIONS PURCHASES REASONS}. Prints how many came, how long the
 * client waited, and what processor time each took of the service. See docs/serving.md.
 */
public final class ServeLoad {
  private static final int BODIES = 50;
  private static final double MICROS = 1e3;
  private static final String LENGTH = "content-length:";

  private final int port;
  private final List<byte[]> requests;

  private ServeLoad(int port, List<byte[]> requests) {
    this.port = port;
    this.requests = requests;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    ForecastContext context = ContextFile.read(Files.readString(Path.of(arguments[0])));
    ProcessHandle service = ProcessHandle.of(Long.parseLong(arguments[2])).orElseThrow();
    int seconds = Integer.parseInt(arguments[3]);
    int connections = Integer.parseInt(arguments[4]);
    int purchases = Integer.parseInt(arguments[5]);
    boolean reasons = Boolean.parseBoolean(arguments[6]);
    ServeLoad load =
        new ServeLoad(
            Integer.parseInt(arguments[1]),
            IntStream.range(0, BODIES)
                .mapToObj(number -> request(context, number, purchases, reasons))
                .toList());
    Duration before = worked(service);
    long start = System.nanoTime();
    long[] waited = load.ask(connections, start + Duration.ofSeconds(seconds).toNanos());
    double took = (System.nanoTime() - start) / 1e9;
    double worked = worked(service).minus(before).toMillis();
    Arrays.sort(waited);
    System.out.printf(
        "%s connections, %s purchases, reasons %s: %s forecasts in %.1f s, %.0f a second; ms"
            + " waited: p50 %.2f, p99 %.2f, most %.2f; ms of processor time each: %.3f%n",
        connections,
        purchases,
        reasons,
        waited.length,
        took,
        waited.length / took,
        millis(waited, 0.5),
        millis(waited, 0.99),
        millis(waited, 1),
        worked / waited.length);
  }

  private static Duration worked(ProcessHandle service) {
    return service.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static double millis(long[] sorted, double quantile) {
    int at = (int) Math.ceil(quantile * sorted.length) - 1;
    return sorted[at] / MICROS / 1e3;
  }

  private long[] ask(int connections, long end) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(connections);
    try {
      List<Future<long[]>> asked = new ArrayList<>();
      for (int client = 0; client < connections; client++) {
        int first = client;
        asked.add(clients.submit(() -> client(first, end)));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> one : asked) {
        all = LongStream.concat(all, Arrays.stream(one.get()));
      }
      return all.toArray();
    } finally {
      clients.shutdownNow();
    }
  }

  private long[] client(int first, long end) throws IOException {
    LongStream.Builder waited = LongStream.builder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (int i = first; System.nanoTime() < end; i++) {
        long start = System.nanoTime();
        out.write(requests.get(i % requests.size()));
        out.flush();
        requireAnswer(in);
        waited.add(System.nanoTime() - start);
      }
    }
    return waited.build().toArray();
  }

  private static void requireAnswer(InputStream in) throws IOException {
    String status = line(in);
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.contains(" 200 ") || !body.contains("predicted_spend")) {
      throw new IOException("answered %s: %s".formatted(status, body));
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int sign = in.read(); sign != '\n'; sign = in.read()) {
      if (sign < 0) {
        throw new IOException("the service closed the connection");
      }
      line.append((char) sign);
    }
    return line.toString().stripTrailing();
  }

  /** A customer who bought on random days of the two years before the as-of date. */
  private static byte[] request(
      ForecastContext context, int number, int purchases, boolean reasons) {
    Random random = new Random(number);
    List<Channel> channels = context.catalogue().channels();
    String bought =
        IntStream.range(0, purchases)
            .mapToObj(
                i ->
                    "{\"day\":\"%s\",\"channel\":\"%s\",\"amount\":%s.%s}"
                        .formatted(
                            context.asOf().day().minusDays(1 + random.nextInt(730)),
                            channels.get(random.nextInt(channels.size())),
                            1 + random.nextInt(200),
                            10 + random.nextInt(90)))
            .collect(Collectors.joining(","));
    String body =
        "{\"customer\":\"%s\",\"reasons\":%s,\"purchases\":[%s]}"
            .formatted(number, reasons, bought);
    return "POST /forecast HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s"
        .formatted(body.getBytes(StandardCharsets.UTF_8).length, body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
