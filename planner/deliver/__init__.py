"""Letters on their way: what was built is handed to a service, or sent by SMTP. Only here the network is known."""
