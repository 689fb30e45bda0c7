package eu.vigil.node.boot;

/** Port: the running node, as reading the configuration again sees it. */
interface Renewable {
    /** What it works by now. */
    InForce inForce();

    /** Its directories now. */
    eu.vigil.node.directory.Directories directories();

    /** Works by this from now on. */
    void renew(Renewal renewal);
}
