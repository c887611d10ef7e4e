package io.spendcast.bootstrap.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The line to a server, which somebody cuts after a while and mends later. */
final class Line implements AutoCloseable {
  private final URI server;
  private final ServerSocket entry;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  Line(URI server) throws IOException {
    this.server = server;
    this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  String uri() {
    return "http://127.0.0.1:" + entry.getLocalPort();
  }

  /** Lets so many more pieces of questions through, and nothing after them. */
  void cutAfter(int pieces) {
    left.set(pieces);
  }

  /** Whether something was kept from the server. */
  boolean isCut() {
    return left.get() < 0;
  }

  void mend() {
    left.set(Integer.MAX_VALUE);
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        Socket asking = entry.accept();
        Socket answering = new Socket(server.getHost(), server.getPort());
        open.add(asking);
        open.add(answering);
        start(() -> pass(asking, answering, true));
        start(() -> pass(answering, asking, false));
      } catch (IOException e) {
        // The test is over, or the next one tries again.
        Thread.onSpinWait();
      }
    }
  }

  private void pass(Socket from, Socket to, boolean counted) {
    byte[] piece = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (counted && left.decrementAndGet() < 0) {
          return;
        }
        out.write(piece, 0, n);
      }
    } catch (IOException e) {
      // The other side is gone.
      Thread.onSpinWait();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entry.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
