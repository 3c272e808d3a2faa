package dev.fallback.bank.lab.node;

import java.util.List;

/**
 * One bank of a run: its process, which release it is and what it was told to be. For one thread.
 */
public final class BankNode implements AutoCloseable {
  private final BankProcess process;
  private final NodeSettings settings;
  private volatile boolean inService;

  /** A bank whose process is launched and serves nobody yet. */
  public BankNode(BankProcess process, NodeSettings settings) {
    this.process = process;
    this.settings = settings;
  }

  /** Lets it serve for the first time: Postgres must get its accounts. */
  public void start() throws NodeException, InterruptedException {
    process.order(new NodeOrder.Start(settings));
    process.order(new NodeOrder.AwaitAccounts());
    takeIntoService();
  }

  /** Returns when it is warm, from when on the balancer asks it. */
  private void takeIntoService() throws NodeException, InterruptedException {
    process.order(new NodeOrder.Rehearse());
    inService = true;
  }

  /** Whether the balancer asks it. One that dies is asked until it is started again. */
  public boolean isInService() {
    return inService;
  }

  /** Kills it (SIGKILL). */
  public void kill() {
    process.kill();
  }

  /** Starts it again on the same port, as the release that it was, be Postgres dead or alive. */
  public void restart() throws NodeException, InterruptedException {
    inService = false;
    process.launch();
    process.order(new NodeOrder.Start(settings));
    takeIntoService();
  }

  /**
   * Replaces it by another release, whose schema is migrated first; it serves when this returns.
   */
  public void release(List<String> classPathFirst) throws NodeException, InterruptedException {
    inService = false;
    process.launch(classPathFirst);
    process.order(new NodeOrder.Migrate(settings));
    process.order(new NodeOrder.Start(settings));
    takeIntoService();
  }

  /** Has an order carried out. */
  public void order(NodeOrder order) throws NodeException, InterruptedException {
    process.order(order);
  }

  /** Its figures. */
  public NodeFigures figures() throws NodeException, InterruptedException {
    return process.figures();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The port it serves on. */
  public int port() {
    return settings.port();
  }

  @Override
  public void close() {
    process.close();
  }
}
